#include "store/statement.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <tuple>
#include <vector>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <doctest/doctest.h>

using namespace noctis;

namespace {

template <class Value>
Value there_and_back(const Value& value) {
  SQLite::Database database(":memory:", SQLite::OPEN_READWRITE);
  PreparedStatement statement(database, "SELECT ?");
  Execution execution(statement, value);
  REQUIRE(execution.step());
  Value read = {};
  execution.read(read);
  return read;
}

// SQLite's own name for what a value was bound as.
template <class Value>
std::string type_of(const Value& value) {
  SQLite::Database database(":memory:", SQLite::OPEN_READWRITE);
  PreparedStatement statement(database, "SELECT typeof(?)");
  Execution execution(statement, value);
  REQUIRE(execution.step());
  std::string type;
  execution.read(type);
  return type;
}

}  // namespace

TEST_SUITE("store/statement") {
  TEST_CASE("every type that a row has reads back as it was bound") {
    CHECK(there_and_back(std::string("a\0b", 3)) == std::string("a\0b", 3));
    CHECK(there_and_back(std::numeric_limits<std::uint64_t>::max()) ==
          std::numeric_limits<std::uint64_t>::max());
    CHECK(there_and_back(std::numeric_limits<std::int64_t>::min()) ==
          std::numeric_limits<std::int64_t>::min());
    CHECK(there_and_back(std::uint32_t{0xffffffff}) == 0xffffffff);
    CHECK(there_and_back(true));
    CHECK(there_and_back(0.1) == 0.1);
    CHECK(there_and_back(std::optional<double>()) == std::nullopt);
    CHECK(there_and_back(std::optional<double>(-0.5)) == -0.5);
    CHECK(there_and_back(SourceOutcome::not_image) == SourceOutcome::not_image);
    CHECK(there_and_back(RenditionKind::master) == RenditionKind::master);
    const Digest digest = sha256(as_bytes(std::string_view("abc")));
    CHECK(there_and_back(digest) == digest);

    using Pair = std::optional<std::array<double, 2>>;
    const Pair spacing{{0.1, 1.0 / 3.0}};
    CHECK(there_and_back(spacing) == spacing);
    CHECK(there_and_back(Pair()) == Pair());
  }

  TEST_CASE("empty text is NULL, but empty in a key, and a path is a blob") {
    CHECK(type_of(std::string()) == "null");
    CHECK(type_of(std::string_view()) == "null");
    CHECK(type_of(KeyText{""}) == "text");
    CHECK(type_of(Path{"/a"}) == "blob");
    CHECK(type_of(Path{""}) == "blob");
  }

  TEST_CASE("what SQLite refuses is told as its exception, and the statement can be used again") {
    SQLite::Database database(":memory:", SQLite::OPEN_READWRITE);
    PreparedStatement none(database, "SELECT FROM");
    CHECK_THROWS_AS(execute(none), SQLite::Exception);
    CHECK_THROWS_AS(none.bind_integer(1, 1), SQLite::Exception);
    database.exec("CREATE TABLE thing (id INTEGER PRIMARY KEY) STRICT");
    PreparedStatement insert(database, "INSERT INTO thing VALUES (?)");
    CHECK(changes_a_row(insert, 1));
    CHECK_THROWS_AS(execute(insert, 1), SQLite::Exception);
    CHECK(changes_a_row(insert, 2));
    CHECK_THROWS_AS(insert.bind_integer(2, 1), SQLite::Exception);
    PreparedStatement select(database, "SELECT id FROM thing ORDER BY id");
    for (int round = 0; round < 2; ++round) {
      Execution rows(select);
      std::vector<int> ids;
      while (rows.step())
        rows.read(ids.emplace_back());
      CHECK(ids == std::vector{1, 2});
    }
  }

  TEST_CASE("numbers that are too few, too many or not finite are none") {
    double numbers[2] = {};
    CHECK(split_numbers("1\\2", numbers, 2));
    CHECK_FALSE(split_numbers("1", numbers, 2));
    CHECK_FALSE(split_numbers("1\\2\\3", numbers, 2));
    CHECK_FALSE(split_numbers("1\\2\\", numbers, 2));
    CHECK_FALSE(split_numbers("1\\nan", numbers, 2));
    CHECK_FALSE(split_numbers("", numbers, 2));
  }
}
