// Objects, JSON or PNG; validators; texts that mean harm.

#include <algorithm>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "rest/asker.hpp"
#include "store/connection.hpp"
#include "store/index.hpp"

using namespace noctis;
using test::Asker;
using test::full_store;
using test::images_of;
using test::parts_of;
using test::Reply;

namespace {

std::string first_image_url() {
  return "/api/v1/dicom/images/" + images_of(full_store().path()).front().uid;
}

PhantomSpec named(const std::string& patient_name) {
  PhantomSpec spec;
  spec.kind = PhantomKind::mr;
  spec.rows = spec.columns = 16;
  spec.patient_name = patient_name;
  return spec;
}

}  // namespace

TEST_SUITE("rest/forms") {
  TEST_CASE("a PNG is sent where Accept or format asks for it, by its weights") {
    const Asker server(parts_of(full_store().path()));
    const std::string url = first_image_url();
    struct {
      const char *query, *accept, *type;
    } const rows[] = {
        {"", "", "application/json"},
        {"", "*/*", "application/json"},
        {"", "image/png", "image/png"},
        {"", "image/avif,image/webp,image/apng,image/*;q=0.8,*/*;q=0.5", "image/png"},
        {"", "text/html,application/xhtml+xml,*/*;q=0.8", "application/json"},
        {"", "image/png;q=0.5, application/json", "application/json"},
        {"", "text/html\nimage/png", "image/png"},
        {"", "image/png;q=0.5\napplication/json;q=0.4", "image/png"},
        {"?format=png", "application/json", "image/png"},
        {"?format=json", "image/png", "application/json"},
    };
    for (const auto& row : rows)
      for (const char* const place : {"", "/thumbnail"}) {
        CAPTURE(row.accept);
        const Reply reply = server.get(url + place + row.query, row.accept);
        CHECK(reply.status() == 200);
        CHECK(reply.response.content_type == row.type);
        CHECK(reply.header("Vary") == "Accept");
      }
  }

  TEST_CASE("an object's address is its validator, and its bytes never change") {
    const Asker server(parts_of(full_store().path()));
    const Reply png = server.get(first_image_url() + "?format=png");
    CHECK(png.header("Cache-Control") == "private, no-cache");
    const std::string tag = png.header("ETag");
    const std::string address = tag.substr(1, tag.size() - 2);
    CHECK(address == to_hex(sha256(as_bytes(png.body))));
    const Reply object = server.get("/api/v1/objects/" + address);
    CHECK(object.status() == 200);
    CHECK(object.body == png.body);
    CHECK(object.header("ETag") == tag);
    CHECK(object.header("Cache-Control") == "private, max-age=31536000, immutable");
    CHECK(object.response.content_type == "image/png");
    CHECK(std::holds_alternative<FileBody>(object.response.body));
  }

  TEST_CASE("masters are objects, too, and say whether they are PNG") {
    const Asker server(parts_of(full_store().path()));
    std::set<std::string> types;
    Index::open(full_store().path()).all_renditions([&](const StoredRendition& stored) {
      const RenditionRow& row = stored.rendition;
      if (row.kind != RenditionKind::master)
        return true;
      const Reply reply = server.get("/api/v1/objects/" + row.object.text());
      CHECK(reply.status() == 200);
      CHECK(reply.response.content_type ==
            (row.format == "png" ? "image/png" : "application/octet-stream"));
      types.insert(reply.response.content_type);
      return true;
    });
    CHECK(types.size() == 2);  // the dose has values of 32 bits
  }

  TEST_CASE("the validator of JSON differs from that of the PNG, and follows preset and pixels") {
    const Asker server(parts_of(full_store().path()));
    const std::string url = first_image_url();
    std::set<std::string> tags;
    for (const char* const query :
         {"", "?format=png", "?invert=true", "?invert=true&format=png", "?preset=full"})
      tags.insert(server.get(url + query).header("ETag"));
    CHECK(tags.size() == 5);
    CHECK(tags.count("") == 0);
    CHECK(server.get(url).header("ETag") == server.get(url).header("ETag"));
  }

  TEST_CASE("the validator of JSON changes with the pixels alone") {
    const Asker server(parts_of(full_store().path()));
    for (const auto& image : images_of(full_store().path())) {
      if (image.color)
        continue;
      const std::string url = "/api/v1/dicom/images/" + image.uid + "?window=100&level=50";
      CHECK(server.get(url).header("ETag") != server.get(url + "&invert=true").header("ETag"));
    }
  }

  TEST_CASE("the validator of JSON changes with the patient's name, that of the PNG does not") {
    const test::WarmedStore store({named("Doe^Jane")}, {});
    const Asker server(parts_of(store.path()));
    const std::string url = "/api/v1/dicom/images/" + images_of(store.path()).front().uid;
    const std::string json_before = server.get(url).header("ETag");
    const std::string png_before = server.get(url + "?format=png").header("ETag");
    {
      Connection writer = Connection::for_writing(store.path());
      writer.database().exec("UPDATE study SET patient_name = 'Roe^Jane'");
    }
    CHECK(server.get(url).json().at("metadata").at("patient_name").as_string() == "Roe^Jane");
    CHECK(server.get(url).header("ETag") != json_before);
    CHECK(server.get(url + "?format=png").header("ETag") == png_before);
  }

  TEST_CASE("names with markup, quotation marks and controls are texts of JSON") {
    const std::string name = "<b>O'Neil\"</b>&amp;^J\xc3\xbcrgen";
    const test::WarmedStore store({named(name)}, {});
    const Asker server(parts_of(store.path()));
    const auto studies = server.get("/api/v1/dicom/studies").json();
    CHECK(studies.at("studies").at(0).at("patient_name").as_string() == name);
    const std::string url = "/api/v1/dicom/images/" + images_of(store.path()).front().uid;
    const Reply image = server.get(url);
    CHECK(image.json().at("metadata").at("patient_name").as_string() == name);
    CHECK(std::ranges::none_of(image.body,
                               [](char c) { return static_cast<unsigned char>(c) < 32; }));
    const auto found = server.get("/api/v1/dicom/studies?q=" + test::percent_encoded("o'neil\""));
    CHECK(found.json().at("total").to_number<int>() == 1);
  }
}
