#include "store/migrations.hpp"

#include <set>
#include <string>
#include <string_view>

#include <SQLiteCpp/Database.h>
#include <doctest/doctest.h>
#include <fmt/core.h>

#include "base/result.hpp"

using namespace noctis;

namespace {

SQLite::Database empty_database() {
  return {":memory:", SQLite::OPEN_READWRITE};
}

std::int64_t first_id(SQLite::Database& database) {
  database.exec("INSERT INTO study (newest_mtime_ns) VALUES (0)");
  return database.execAndGet("SELECT max(id) FROM study").getInt64();
}

// Of that version: instance 1 is an image, instance 2 has no pixels.
SQLite::Database database_with_two_instances(std::size_t version) {
  SQLite::Database database = empty_database();
  migrate(database, built_in_migrations().first(version));
  database.exec(
      "INSERT INTO study (id, newest_mtime_ns) VALUES (1, 0);"
      "INSERT INTO series (id, study, newest_mtime_ns) VALUES (1, 1, 0);"
      "INSERT INTO instance (id, series, digest, attributes_digest, rows, columns, frames,"
      " samples_per_pixel, bits_stored, lossy_image_compression, hounsfield_units, color, mtime_ns)"
      " VALUES (1, 1, zeroblob(32), zeroblob(32), 1, 1, 1, 1, 8, 0, 0, 0, 2),"
      " (2, 1, randomblob(32), zeroblob(32), 0, 0, 0, 0, 0, 0, 0, 0, 2)");
  return database;
}

// A file of stamp 1 2 3 4 5; `path` in hexadecimal digits, `instance` and `missing_since` as SQL
// has them.
void add_source(SQLite::Database& database, std::string_view path, std::string_view outcome,
                std::string_view instance = "NULL", std::string_view missing_since = "NULL") {
  database.exec(fmt::format(
      "INSERT INTO source (path, size, mtime_ns, ctime_ns, device, inode, outcome, plan,"
      " seen_ns, content_digest, instance, missing_since_ns)"
      " VALUES (x'{}', 1, 2, 3, 4, 5, '{}', x'01', 6, zeroblob(32), {}, {})",
      path, outcome, instance, missing_since));
}

}  // namespace

TEST_SUITE("store/migrations") {
  TEST_CASE("the steps are numbered from 1 without a gap") {
    const auto steps = built_in_migrations();
    REQUIRE_FALSE(steps.empty());
    for (std::size_t i = 0; i < steps.size(); ++i)
      CHECK(steps[i].name.substr(0, 5) == fmt::format("{:04}_", i + 1));
  }

  TEST_CASE("an empty database becomes one of the latest version, and again is left alone") {
    SQLite::Database database = empty_database();
    CHECK(schema_version(database) == 0);
    migrate(database, built_in_migrations());
    CHECK(schema_version(database) == version_of(built_in_migrations()));
    CHECK(database.tableExists("rendition"));
    CHECK_NOTHROW(migrate(database, built_in_migrations()));
  }

  TEST_CASE("only the steps that are missing are taken, and a step that fails leaves no trace") {
    const Migration first{"0001_a.sql",
                          "CREATE TABLE study (id INTEGER PRIMARY KEY AUTOINCREMENT);"};
    const Migration second{"0002_b.sql", "CREATE TABLE b (x); INSERT INTO b VALUES (1);"};
    const Migration broken{"0003_c.sql", "CREATE TABLE c (x); INSERT INTO nowhere VALUES (1);"};
    const Migration one[] = {first}, two[] = {first, second}, three[] = {first, second, broken};

    SQLite::Database database = empty_database();
    migrate(database, one);
    CHECK(schema_version(database) == 1);
    migrate(database, two);
    migrate(database, two);
    CHECK(database.execAndGet("SELECT count(*) FROM b").getInt() == 1);
    CHECK_THROWS_AS(migrate(database, three), SQLite::Exception);
    CHECK(schema_version(database) == 2);
    CHECK_FALSE(database.tableExists("c"));
  }

  TEST_CASE("an index of each version so far becomes the latest, with what it holds") {
    const auto steps = built_in_migrations();
    for (std::size_t version = 1; version < steps.size(); ++version) {
      CAPTURE(version);
      SQLite::Database database = empty_database();
      migrate(database, steps.first(version));
      add_source(database, "2f61", "not_dicom");
      migrate(database, steps);
      CHECK(schema_version(database) == version_of(steps));
      CHECK(database.execAndGet("SELECT inode FROM source WHERE path = x'2f61'").getInt() == 5);
      CHECK(database.execAndGet("PRAGMA integrity_check").getString() == "ok");
    }
  }

  TEST_CASE(
      "files whose image was known by digests of another kind are looked at again, others not") {
    const auto steps = built_in_migrations();
    SQLite::Database database = database_with_two_instances(2);
    add_source(database, "2f61", "rendered", "1");
    add_source(database, "2f62", "not_image", "2");
    add_source(database, "2f63", "not_dicom");
    migrate(database, steps);
    const auto row_of = [&](const std::string& path) {
      return database
          .execAndGet(
              "SELECT size || ' ' || mtime_ns || ' ' || ctime_ns || ' ' || device || ' ' || inode"
              " || ' ' || (content_digest IS NULL) FROM source WHERE path = " +
              path)
          .getString();
    };
    CHECK(row_of("x'2f61'") == "1 2 3 4 0 1");  // where it lay is not forgotten
    CHECK(row_of("x'2f62'") == "1 2 3 4 5 0");
    CHECK(row_of("x'2f63'") == "1 2 3 4 5 0");
  }

  TEST_CASE(
      "a rendition learns what its object is, and one without is forgotten to be made again") {
    const auto steps = built_in_migrations();
    SQLite::Database database = database_with_two_instances(4);
    add_source(database, "2f61", "rendered", "1");
    add_source(database, "2f62", "rendered", "2");
    database.exec(
        "INSERT INTO object (id, sha256, bytes) VALUES (7, x'abcd', 70);"
        "INSERT INTO rendition (instance, frame, kind, preset, recipe, object, width, height)"
        " VALUES (1, 1, 0, 'lung', zeroblob(32), 7, 1, 1),"
        " (2, 1, 0, 'lung', zeroblob(32), 8, 1, 1), (2, 1, 0, 'soft', zeroblob(32), 7, 1, 1)");
    migrate(database, steps);
    CHECK(database
              .execAndGet("SELECT group_concat(instance || preset || hex(object_sha256)"
                          " || object_bytes, ' ') FROM rendition")
              .getString() == "1lungABCD70 2softABCD70");
    CHECK(database.execAndGet("SELECT group_concat(hex(substr(plan, 1, 1)), ' ') FROM source")
              .getString() == "01 00");
  }

  TEST_CASE("digests of files' bytes that were made in another way are forgotten, of images") {
    const auto steps = built_in_migrations();
    SQLite::Database database = database_with_two_instances(5);
    add_source(database, "2f61", "rendered", "1");
    add_source(database, "2f62", "not_image", "2");
    add_source(database, "2f63", "failed");
    add_source(database, "2f64", "failed", "1");
    add_source(database, "2f65", "failed", "1", "7");
    add_source(database, "2f66", "rendered", "1", "7");
    migrate(database, steps);
    CHECK(database
              .execAndGet("SELECT group_concat(hex(path) || ' ' || inode || ' '"
                          " || (content_digest IS NULL), ', ') FROM source ORDER BY path")
              .getString() == "2F61 5 1, 2F62 5 0, 2F63 5 0, 2F64 0 1, 2F66 5 1");
  }

  TEST_CASE("a database from the future is refused and not touched") {
    SQLite::Database database = empty_database();
    database.exec("PRAGMA user_version = 99");
    try {
      migrate(database, built_in_migrations());
      FAIL("it was migrated");
    } catch (const Fatal& fatal) {
      CHECK(fatal.error().kind == ErrorKind::newer_schema);
    }
    CHECK(schema_version(database) == 99);
    CHECK_FALSE(database.tableExists("study"));
  }

  TEST_CASE("each index counts its ids from a place of its own, below 2^53") {
    std::set<std::int64_t> firsts;
    for (int i = 0; i < 8; ++i) {
      SQLite::Database database = empty_database();
      migrate(database, built_in_migrations());
      const std::int64_t id = first_id(database);
      CHECK(id > 0);
      CHECK(id < (std::int64_t{1} << 53));
      CHECK(first_id(database) == id + 1);
      firsts.insert(id);
    }
    CHECK(firsts.size() == 8);
    CHECK(*firsts.rbegin() > (std::int64_t{1} << 40));  // not counted from 1
  }

  TEST_CASE("the id of a row that was removed is not used again") {
    SQLite::Database database = empty_database();
    migrate(database, built_in_migrations());
    const std::int64_t id = first_id(database);
    database.exec("DELETE FROM study");
    CHECK(first_id(database) == id + 1);
  }
}
