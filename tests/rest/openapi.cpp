// The OpenAPI document and the routes are held together, both ways.

#include "rest/openapi.hpp"

#include <algorithm>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "base/text.hpp"
#include "rest/asker.hpp"
#include "rest/keys.hpp"
#include "store/index.hpp"

using namespace noctis;
using test::Asker;
using test::full_store;
using test::parts_of;

namespace {

json::value document() {
  auto parsed = parse_json(openapi_document("1.2.3"));
  REQUIRE(parsed.has_value());
  return *std::move(parsed);
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return result;
}

// What a "$ref" names, else the value itself.
const json::value& resolved(const json::value& document, const json::value& value) {
  const json::object* const object = value.if_object();
  if (object == nullptr || !object->contains("$ref"))
    return value;
  const std::string reference(object->at("$ref").as_string());
  REQUIRE(reference.starts_with("#/"));
  const json::value* at = &document;
  for (const std::string_view step : split(std::string_view(reference).substr(2), '/'))
    at = &at->as_object().at(step);
  return *at;
}

void visit(const json::value& value, const std::function<void(const json::value&)>& visitor) {
  visitor(value);
  if (const json::object* const object = value.if_object())
    for (const auto& member : *object)
      visit(member.value(), visitor);
  if (const json::array* const array = value.if_array())
    for (const json::value& element : *array)
      visit(element, visitor);
}

}  // namespace

TEST_SUITE("rest/openapi") {
  TEST_CASE("it is OpenAPI 3.1 of this version, and each reference in it leads somewhere") {
    const json::value api = document();
    CHECK(api.at("openapi").as_string() == "3.1.0");
    CHECK(api.at("info").at("version").as_string() == "1.2.3");
    int references = 0;
    visit(api, [&](const json::value& value) {
      const json::object* const object = value.if_object();
      if (object == nullptr || !object->contains("$ref"))
        return;
      CHECK(resolved(api, value).is_object());
      ++references;
    });
    CHECK(references > 50);
  }

  TEST_CASE("each route is in it with its method, its names and who may ask") {
    const json::value api = document();
    const Asker server(parts_of("/nonexistent"));
    for (const Route& route : server.router().routes()) {
      CAPTURE(route.path);
      REQUIRE(api.at("paths").as_object().contains(route.path));
      const json::object& operations = api.at("paths").at(route.path).as_object();
      REQUIRE(operations.contains(lower(name_of(route.method))));
      const json::value& operation = operations.at(lower(name_of(route.method)));
      const json::array& security = operation.at("security").as_array();
      if (route.access == Access::open)
        CHECK(security.empty());
      else
        CHECK(security.at(0).at("token").at(0).as_string() ==
              (route.access == Access::admin ? "admin" : "read"));
      std::set<std::string> in_path;
      if (operation.as_object().contains("parameters"))
        for (const json::value& each : operation.at("parameters").as_array()) {
          const json::value& parameter = resolved(api, each);
          if (parameter.at("in").as_string() == "path")
            in_path.insert('{' + std::string(parameter.at("name").as_string()) + '}');
        }
      std::set<std::string> in_route;
      for (const std::string_view segment : split(route.path, '/'))
        if (segment.starts_with('{'))
          in_route.emplace(segment);
      CHECK(in_path == in_route);
    }
  }

  TEST_CASE("each operation in it is a route, has a name of its own and answers") {
    const json::value api = document();
    const Asker server(parts_of("/nonexistent"));
    std::set<std::string> names;
    for (const auto& path : api.at("paths").as_object())
      for (const auto& operation : path.value().as_object()) {
        CAPTURE(path.key());
        const bool is_route =
            std::ranges::any_of(server.router().routes(), [&](const Route& route) {
              return route.path == std::string_view(path.key()) &&
                     lower(name_of(route.method)) == std::string_view(operation.key());
            });
        CHECK(is_route);
        CHECK(names.insert(std::string(operation.value().at("operationId").as_string())).second);
        CHECK(operation.value().at("responses").as_object().contains("200"));
      }
  }

  TEST_CASE("what it says is in an answer is in it, and nothing else") {
    const json::value api = document();
    const Asker server(parts_of(full_store().path()));
    const auto image = test::images_of(full_store().path()).front();
    const auto found = Index::open(full_store().path()).instance_with_uid(image.uid);
    REQUIRE(found.has_value());
    const auto keys_of_schema = [&](const char* name) {
      return test::keys_of(api.at("components").at("schemas").at(name).at("properties"));
    };
    const std::string dicom = "/api/v1/dicom/";
    const struct {
      std::string target;
      const char* schema;
    } rows[] = {
        {dicom + "studies", "StudyList"},
        {fmt::format("{}studies/{}/metadata", dicom, found->study_id), "Study"},
        {fmt::format("{}studies/{}/series", dicom, found->study_id), "StudySeries"},
        {fmt::format("{}series/{}/images", dicom, found->series_id), "SeriesImages"},
        {dicom + "images/" + image.uid, "Image"},
        {dicom + "images/" + image.uid + "/thumbnail", "Thumbnail"},
        {dicom + "presets", "Presets"},
        {"/api/v1/health", "Health"},
        {dicom + "images/1", "Error"},
    };
    for (const auto& row : rows) {
      CAPTURE(row.target);
      CHECK(test::keys_of(server.get(row.target).json()) == keys_of_schema(row.schema));
    }
    const auto& schemas = api.at("components").at("schemas");
    const auto item_keys = [&](const char* schema, const char* list) {
      return test::keys_of(
          schemas.at(schema).at("properties").at(list).at("items").at("properties"));
    };
    CHECK(test::keys_of(server.get(rows[0].target).json().at("studies").at(0)) ==
          item_keys("StudyList", "studies"));
    CHECK(test::keys_of(server.get(rows[2].target).json().at("series").at(0)) ==
          item_keys("StudySeries", "series"));
    CHECK(test::keys_of(server.get(rows[3].target).json().at("images").at(0)) ==
          item_keys("SeriesImages", "images"));
    CHECK(test::keys_of(server.get(rows[4].target).json().at("metadata")) ==
          test::keys_of(schemas.at("Image").at("properties").at("metadata").at("properties")));
  }

  TEST_CASE("it is served, to everyone") {
    const Asker server(parts_of("/nonexistent"));
    const auto reply = server.get("/api/v1/openapi.json");
    CHECK(reply.status() == 200);
    CHECK(reply.json() == document());
  }
}
