// What is not answered, and why.

#include <string>

#include <doctest/doctest.h>

#include "rest/asker.hpp"
#include "rest/keys.hpp"

using namespace noctis;
using test::Asker;
using test::images_of;
using test::keys_of;
using test::parts_of;
using test::percent_encoded;
using test::Reply;
using test::sparse_store;

namespace {

// The first of this modality.
std::string image_url(const std::string& modality) {
  for (const auto& image : images_of(sparse_store().path()))
    if (image.modality == modality && !image.color)
      return "/api/v1/dicom/images/" + image.uid;
  FAIL("there is none of " << modality);
  return {};
}

std::string details_of(const Reply& reply) {
  return std::string(reply.json().at("details").as_string());
}

const char* const hostile_texts[] = {"' OR '1'='1",
                                     "1; DROP TABLE study; --",
                                     "\" OR \"\"=\"",
                                     "%",
                                     "_",
                                     "\\",
                                     "*",
                                     "%00",
                                     "../../etc/passwd",
                                     "<script>alert(1)</script>",
                                     "\xf0\x9f\x92\x80",
                                     "NULL",
                                     "-1",
                                     "1e999",
                                     "0x10"};

}  // namespace

TEST_SUITE("rest/refusals") {
  TEST_CASE("each 400 of an image names its cause") {
    const Asker server(parts_of(sparse_store().path()));
    const std::string ct = image_url("CT"), mr = image_url("MR");
    struct {
      std::string target;
      std::string details;
    } const rows[] = {
        {ct + "?preset=lung&window=80&level=40", "preset with window and level: one or the other"},
        {ct + "?window=80", "window without level: a window needs both"},
        {ct + "?level=0", "level without window: a window needs both"},
        {ct + "?function=sigmoid", "function without window and level"},
        {ct + "?preset=heart", "no preset is named \"heart\""},
        {ct + "?preset=", "no preset is named \"\""},
        {mr + "?preset=lung", "the preset \"lung\" does not suit this MR image"},
        {ct + "?window=abc&level=0", "window is \"abc\", not a number"},
        {ct + "?window=1&level=nan", "level is \"nan\", not a number"},
        {ct + "?window=inf&level=0", "window is \"inf\", not a number"},
        {ct + "?window=1&level=", "level is \"\", not a number"},
        {ct + "?frame=0", "frame is \"0\", not an integer from 1 to 2147483647"},
        {ct + "?frame=2", "frame is 2, of 1"},
        {ct + "?frame=x", "frame is \"x\", not an integer from 1 to 2147483647"},
        {ct + "?frame=99999999999999999999",
         "frame is \"99999999999999999999\", not an integer from 1 to 2147483647"},
        {ct + "?invert=maybe", "invert is \"maybe\", not true or false"},
        {ct + "?pixels=round", "pixels is \"round\", not stored or square"},
        {ct + "?format=gif", "format is \"gif\", not png or json"},
        {ct + "?preset=lung&preset=bone", "preset is given more than once"},
        {ct + "/thumbnail?size=0", "size is \"0\", not an integer from 1 to 1024"},
        {ct + "/thumbnail?size=1025", "size is \"1025\", not an integer from 1 to 1024"},
        {ct + "/thumbnail?preset=heart", "no preset is named \"heart\""},
    };
    for (const auto& row : rows) {
      CAPTURE(row.target);
      const Reply reply = server.get(row.target);
      CHECK(reply.status() == 400);
      CHECK(details_of(reply) == row.details);
      CHECK(keys_of(reply.json()) == "error details timestamp path");
      CHECK(reply.json().at("path").as_string() == row.target.substr(0, row.target.find('?')));
    }
  }

  TEST_CASE("R25: a width that its function forbids is 400, and one that it allows is not") {
    const Asker server(parts_of(sparse_store().path()));
    const std::string url = image_url("CT");
    for (const char* const query :
         {"window=0.5&level=0", "window=0&level=0", "window=-1&level=0",
          "window=0&level=0&function=sigmoid", "window=0&level=0&function=linear-exact",
          "window=1&level=0&function=cubic"}) {
      CAPTURE(query);
      CHECK(server.get(url + '?' + query).status() == 400);
    }
    for (const char* const query :
         {"window=1&level=0", "window=0.5&level=0&function=sigmoid",
          "window=0.5&level=0&function=linear-exact", "window=1e3&level=-6e2"}) {
      CAPTURE(query);
      CHECK(server.get(url + '?' + query).status() == 200);
    }
  }

  TEST_CASE("ill-formed ids are 422 and unknown ones 404, on every route that takes one") {
    const Asker server(parts_of(sparse_store().path()));
    for (const std::string route :
         {"studies/{}/series", "studies/{}/metadata", "studies/{}/thumbnail", "series/{}/images",
          "series/{}/thumbnail", "images/{}", "images/{}/thumbnail"}) {
      CAPTURE(route);
      const auto status_of = [&](const std::string& id) {
        return server.get("/api/v1/dicom/" + fmt::format(fmt::runtime(route), percent_encoded(id)))
            .status();
      };
      CHECK(status_of("1") == 404);
      CHECK(status_of("1.2.3") == 404);
      CHECK(status_of("9223372036854775807") == 404);
      for (const char* const id : {"abc", "1.2.x", "-1", "9223372036854775808", "1' OR '1'='1"})
        CHECK(status_of(id) == 422);
    }
    CHECK(server.get("/api/v1/objects/" + std::string(64, '0')).status() == 404);
    CHECK(server.get("/api/v1/objects/" + std::string(63, '0')).status() == 422);
    CHECK(server.get("/api/v1/objects/" + std::string(64, 'A')).status() == 422);
  }

  TEST_CASE("what no parameter may hold changes nothing and finds nothing") {
    const Asker server(parts_of(sparse_store().path()));
    const std::string url = image_url("CT");
    const auto total = [&] {
      return server.get("/api/v1/dicom/studies").json().at("total").to_number<int>();
    };
    const int before = total();
    for (const char* const text : hostile_texts) {
      CAPTURE(text);
      const std::string value = percent_encoded(text);
      for (const char* const name :
           {"preset", "window", "level", "function", "invert", "frame", "pixels", "format"})
        CHECK(server.get(url + '?' + name + '=' + value).status() == 400);
      for (const char* const name : {"date", "sort", "limit", "cursor"})
        CHECK(server.get(fmt::format("/api/v1/dicom/studies?{}={}", name, value)).status() == 400);
      for (const char* const name : {"q", "modality"}) {
        const Reply reply = server.get(fmt::format("/api/v1/dicom/studies?{}={}", name, value));
        CHECK(reply.status() == 200);
        CHECK(reply.json().at("total").to_number<int>() == 0);
      }
    }
    CHECK(total() == before);
  }

  TEST_CASE("a picture that the store has nothing to make of is 404, which says so") {
    PhantomSpec mr;
    mr.kind = PhantomKind::mr;
    mr.rows = mr.columns = 16;
    PhantomSpec us = mr;
    us.kind = PhantomKind::us;
    PlanOptions plan;
    plan.master = false;
    plan.thumbnail_side = 0;
    const test::WarmedStore store({mr, us}, plan);
    const Asker server(parts_of(store.path()));
    for (const auto& image : images_of(store.path())) {
      const std::string url = "/api/v1/dicom/images/" + image.uid;
      CHECK(server.get(url).status() == 200);
      CHECK(server.get(url + "/thumbnail").status() == 200);  // of the full-size picture
      if (image.color)
        continue;
      const Reply reply = server.get(url + "?window=80&level=40");
      CHECK(reply.status() == 404);
      CHECK(details_of(reply) == "frame 1 has no master in the store to make that picture from");
      CHECK(server.get(url + "?invert=true").status() == 404);
    }
  }

  TEST_CASE("a form that nobody has is 406") {
    const Asker server(parts_of(sparse_store().path()));
    CHECK(server.get(image_url("CT"), "image/gif").status() == 406);
    CHECK(server.get("/api/v1/metrics", "image/png").status() == 406);
  }
}
