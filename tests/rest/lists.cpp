// The list of studies, figures, and what the service says of itself.

#include <set>
#include <string>

#include <doctest/doctest.h>

#include "rest/asker.hpp"
#include "rest/keys.hpp"
#include "store/index.hpp"

using namespace noctis;
using test::Asker;
using test::full_store;
using test::keys_of;
using test::parts_of;
using test::Reply;

TEST_SUITE("rest/lists") {
  TEST_CASE("pages of the list hold each study once, and the last one has no next") {
    const Asker server(parts_of(full_store().path()));
    const auto whole = server.get("/api/v1/dicom/studies?limit=500").json();
    const std::size_t total = whole.at("total").to_number<std::size_t>();
    CHECK(total == test::all_kinds().size());
    CHECK(whole.at("studies").as_array().size() == total);
    CHECK(whole.at("next").is_null());
    for (const char* const sort : {"-date", "name", "id", "-patient_id"}) {
      std::set<std::int64_t> ids;
      std::string cursor;
      std::size_t pages = 0;
      do {
        const auto page = server
                              .get(fmt::format("/api/v1/dicom/studies?limit=3&sort={}{}", sort,
                                               cursor.empty() ? "" : "&cursor=" + cursor))
                              .json();
        CHECK(page.at("total").to_number<std::size_t>() == total);
        for (const json::value& study : page.at("studies").as_array())
          CHECK(ids.insert(study.at("id").to_number<std::int64_t>()).second);
        cursor = page.at("next").is_null() ? "" : std::string(page.at("next").as_string());
        ++pages;
      } while (!cursor.empty() && pages < 100);
      CHECK(ids.size() == total);
      CHECK(pages == (total + 2) / 3);
    }
  }

  TEST_CASE("a query is refused where it makes no sense") {
    const Asker server(parts_of(full_store().path()));
    for (const char* const query :
         {"limit=0", "limit=501", "limit=1.5", "sort=birthday", "date=2024", "date=20240230",
          "date=20240101-20231231", "date=-", "date=20240101-20240102-20240103", "date=2024-01-01",
          "cursor=AAAA", "q=a&q=b"}) {
      CAPTURE(query);
      CHECK(server.get(std::string("/api/v1/dicom/studies?") + query).status() == 400);
    }
    for (const char* const query :
         {"limit=500", "date=20240229", "date=20240101-", "date=-20240101",
          "date=20240101-20240101", "q=", "modality="}) {
      CAPTURE(query);
      CHECK(server.get(std::string("/api/v1/dicom/studies?") + query).status() == 200);
    }
    const auto page = server.get("/api/v1/dicom/studies?limit=1&sort=name").json();
    const std::string cursor(page.at("next").as_string());
    CHECK(server.get("/api/v1/dicom/studies?limit=1&sort=name&cursor=" + cursor).status() == 200);
    CHECK(server.get("/api/v1/dicom/studies?limit=1&sort=-name&cursor=" + cursor).status() == 400);
  }

  TEST_CASE("a study's metadata are those of the list and more, by id and by UID") {
    const Asker server(parts_of(full_store().path()));
    const auto list = server.get("/api/v1/dicom/studies?limit=500").json();
    for (const json::value& listed : list.at("studies").as_array()) {
      const auto study = server
                             .get(fmt::format("/api/v1/dicom/studies/{}/metadata",
                                              listed.at("id").to_number<std::int64_t>()))
                             .json();
      CHECK(keys_of(study) ==
            "study_id patient_id patient_name study_date modality description study_instance_uid "
            "study_time accession_number dicom_study_id referring_physician_name institution_name "
            "patient_birth_date patient_sex series_count image_count thumbnail_url");
      for (const char* const key : {"patient_id", "patient_name", "study_date", "modality",
                                    "description", "series_count", "image_count"})
        CHECK(study.at(key) == listed.at(key));
      CHECK(server
                .get("/api/v1/dicom/studies/" +
                     std::string(listed.at("study_instance_uid").as_string()) + "/metadata")
                .json() == study);
    }
  }

  TEST_CASE("the images of a series go by their place in space") {
    const Asker server(parts_of(full_store().path()));
    std::string uid;
    for (const auto& image : test::images_of(full_store().path()))
      if (image.modality == "PT")
        uid = image.uid;
    const auto series_id = Index::open(full_store().path()).instance_with_uid(uid)->series_id;
    const auto answer = server.get(fmt::format("/api/v1/dicom/series/{}/images", series_id)).json();
    const auto& images = answer.at("images").as_array();
    REQUIRE(images.size() == 3);
    double last = -1e9;
    for (const json::value& image : images) {
      const double z = image.at("position").at(2).to_number<double>();
      CHECK(z > last);
      last = z;
    }
  }

  TEST_CASE("series and studies of more images than an event loop has time for are long work") {
    RestParts parts = parts_of(full_store().path());
    parts.images_at_once = 3;
    const Asker patient(parts);
    parts.images_at_once = 2;
    const Asker hasty(parts);
    std::string uid;
    for (const auto& image : test::images_of(full_store().path()))
      if (image.modality == "PT")
        uid = image.uid;
    const auto image = Index::open(full_store().path()).instance_with_uid(uid);
    REQUIRE(image.has_value());
    const std::string series = fmt::format("/api/v1/dicom/series/{}", image->series_id);
    const std::string study = fmt::format("/api/v1/dicom/studies/{}", image->study_instance_uid);
    for (const std::string& url : {series + "/images", series + "/thumbnail", study + "/series",
                                   study + "/metadata", study + "/thumbnail"}) {
      CAPTURE(url);
      const Reply now = patient.get(url);
      const Reply later = hasty.get(url);
      CHECK(now.status() == 200);
      CHECK_FALSE(now.was_long);
      CHECK(later.was_long);
      CHECK(later.status() == 200);
      CHECK(later.body == now.body);
    }
    // Work that leads to work: a picture that has to be made.
    const Reply made = hasty.get(series + "/thumbnail?window=100&level=40");
    CHECK(made.was_long);
    CHECK(made.body == patient.get(series + "/thumbnail?window=100&level=40").body);
    const Reply refused = hasty.get(series + "/thumbnail?preset=lung");
    CHECK(refused.was_long);
    CHECK(refused.status() == 400);
  }

  TEST_CASE("health asks index and objects, and ping nobody") {
    const Asker server(parts_of(full_store().path()));
    const Reply health = server.get("/api/v1/health");
    CHECK(health.status() == 200);
    CHECK(keys_of(health.json()) == "status version timestamp services");
    CHECK(health.json().at("status").as_string() == "healthy");
    CHECK(health.json().at("version").as_string() == "1.2.3");
    CHECK(health.json().at("services") == json::object{{"index", "ok"}, {"objects", "ok"}});
    CHECK(server.get("/api/v1/ping").json() == json::object{{"message", "pong"}});
    const Asker nowhere(parts_of("/nonexistent/store"));
    CHECK(nowhere.get("/api/v1/ping").status() == 200);
    CHECK(nowhere.get("/api/v1/health").status() == 503);
  }

  TEST_CASE("figures of requests and of the store are told as JSON and for Prometheus") {
    const RequestMetrics requests(route_paths());
    RestParts parts = parts_of(full_store().path());
    parts.requests = &requests;
    const Asker server(parts);
    const Reply first = server.get("/api/v1/metrics");
    CHECK(first.was_long);
    CHECK_FALSE(server.get("/api/v1/metrics").was_long);  // kept for a while
    const auto figures = first.json();
    for (const char* const key : {"requests_total", "requests_failed", "active_requests",
                                  "avg_response_time", "success_rate", "store"})
      CHECK(figures.as_object().contains(key));
    CHECK(figures.at("store").at("studies").to_number<std::size_t>() == test::all_kinds().size());
    CHECK(figures.at("store").at("last_run").at("state").as_string() == "done");
    for (const auto& [target, accept] :
         {std::pair("/metrics", ""), std::pair("/api/v1/metrics", "text/plain"),
          std::pair("/api/v1/metrics",
                    "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,"
                    "*/*;q=0.1")}) {
      const Reply text = server.get(target, accept);
      CHECK(text.response.content_type == "text/plain; version=0.0.4; charset=utf-8");
      CHECK(text.body.find("\nnoctis_store_studies ") != std::string::npos);
      CHECK(text.body.find("noctis_http_active_requests") != std::string::npos);
    }
  }
}
