#include "store/queries.hpp"

#include <string>
#include <vector>

#include <SQLiteCpp/Database.h>
#include <doctest/doctest.h>

#include "store/migrations.hpp"
#include "store/prepared_statement.hpp"

using namespace noctis;

namespace {

// What SQLite says it would do, a step a line.
std::vector<std::string> plan_of(const std::string& sql) {
  SQLite::Database database(":memory:", SQLite::OPEN_READWRITE);
  migrate(database, built_in_migrations());
  PreparedStatement statement(database, "EXPLAIN QUERY PLAN " + sql);
  std::vector<std::string> steps;
  while (statement.step())
    steps.emplace_back(statement.bytes(3));
  return steps;
}

bool has(const std::string& text, const char* part) {
  return text.find(part) != text.npos;
}

}  // namespace

TEST_SUITE("store/queries") {
  TEST_CASE("no look-up reads a table from end to end") {
    for (const std::string& sql :
         {query::source(), query::source_with_content(), query::sources_in_range(),
          query::has_object(), query::has_attributes_digest(), query::instance(),
          query::instance_with_digest(), query::instance_with_uid(), query::images_of_series(),
          query::images_of_study(), query::renditions(), query::rendition()}) {
      CAPTURE(sql);
      for (const std::string& step : plan_of(sql)) {
        CAPTURE(step);
        CHECK_FALSE(has(step, "SCAN"));
      }
    }
  }

  TEST_CASE("an object's look-up by its address reads no rendition's row but a master's") {
    const std::vector<std::string> steps = plan_of(query::object());
    REQUIRE(steps.size() == 4);
    CHECK(has(steps[1], "named USING COVERING INDEX rendition_by_object"));
    CHECK(has(steps[2], "SCALAR SUBQUERY"));
    CHECK(has(steps[3], "rendition USING PRIMARY KEY"));
  }

  TEST_CASE("no look-up of a server reads a table from end to end") {
    for (const std::string& sql :
         {query::study(), query::study_with_uid(), query::series(), query::series_with_uid(),
          query::series_of_study(), query::instances_in_series(), query::instances_in_study(),
          query::listed_images(), query::image(), query::image_with_uid(), query::shown_image(),
          query::shown_image_with_uid(), query::object()}) {
      CAPTURE(sql);
      for (const std::string& step : plan_of(sql)) {
        CAPTURE(step);
        // What a study's modalities are gathered from is no table.
        CHECK(
            (!has(step, "SCAN") || has(step, "SCAN (subquery") || has(step, "SCAN CONSTANT ROW")));
      }
    }
  }

  TEST_CASE(
      "the renditions of an instance, the sources of a folder or of some bytes come sorted by "
      "keys") {
    for (const std::string& sql : {query::sources_in_range(), query::renditions(),
                                   query::all_failures(), query::source_with_content()}) {
      for (const std::string& step : plan_of(sql)) {
        CAPTURE(step);
        CHECK_FALSE(has(step, "TEMP B-TREE"));
      }
    }
  }

  TEST_CASE("a listing streams: only its outermost table is scanned, and nothing is sorted") {
    for (const std::string& sql : {query::all_series(), query::all_instances(),
                                   query::all_renditions(), query::all_failures()}) {
      CAPTURE(sql);
      int scans = 0;
      for (const std::string& step : plan_of(sql)) {
        CAPTURE(step);
        scans += has(step, "SCAN") ? 1 : 0;
        CHECK_FALSE(has(step, "TEMP B-TREE"));
      }
      CHECK(scans <= 1);
    }
  }
}
