#include "store/index_check.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/counted.hpp"
#include "store/connection.hpp"
#include "store/fingerprint_key.hpp"
#include "store/impossible_rows.hpp"
#include "store/migrations.hpp"
#include "store/statement.hpp"

namespace noctis {

namespace {

struct Impossible {
  std::string_view table;
  std::string condition;
};
std::vector<Impossible> impossible_rows() {
  using namespace impossible;
  return {{"object", std::string(object)},
          {"instance", std::string(instance)},
          {"source",
           fmt::format("{} OR {} OR {}", plan_of_source, content_of_source, outcome_of_source())},
          {"rendition", std::string(rendition)},
          {"rendition", std::string(object_of_rendition)},
          {"rendition", std::string(frame_of_rendition)}};
}

using Schema = std::map<std::string, std::string>;

Schema schema_of(SQLite::Database& database) {
  PreparedStatement statement(database,
                              "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'");
  Schema schema;
  Execution rows(statement);
  while (rows.step()) {
    std::string name, sql;
    rows.read(name, sql);
    schema.emplace(std::move(name), std::move(sql));
  }
  return schema;
}

// Of the version that the index has: an older one lacks nothing.
bool schema_is_ours(Connection& connection, const DamageVisitor& visit) {
  SQLite::Database made(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  const int version =
      std::min(schema_version(connection.database()), version_of(built_in_migrations()));
  migrate(made, built_in_migrations().first(static_cast<std::size_t>(version)));
  const Schema expected = schema_of(made);
  const Schema found = schema_of(connection.database());
  for (const auto& [name, sql] : expected) {
    const auto same = found.find(name);
    if (same == found.end())
      visit({DamageKind::schema, fmt::format("the index lacks {}", name)});
    else if (same->second != sql)
      visit({DamageKind::schema, fmt::format("{} is not as this build makes it", name)});
  }
  for (const auto& [name, sql] : found)
    if (!expected.contains(name))
      visit({DamageKind::schema, fmt::format("{} is not of this program", name)});
  return found == expected;
}

bool is_intact(const Connection& connection, const DamageVisitor& visit) {
  PreparedStatement statement = connection.prepare("PRAGMA integrity_check(20)");
  Execution rows(statement);
  bool intact = true;
  while (rows.step()) {
    std::string answer;
    rows.read(answer);
    if (answer == "ok")
      continue;
    intact = false;
    visit({DamageKind::index, answer});
  }
  return intact;
}

bool references_hold(const Connection& connection, const DamageVisitor& visit) {
  PreparedStatement statement = connection.prepare("PRAGMA foreign_key_check");
  std::map<std::pair<std::string, std::string>, std::uint64_t> dangling;
  Execution rows(statement);
  while (rows.step()) {
    std::string table, parent;
    std::int64_t row = 0;
    rows.read(table, row, parent);
    ++dangling[{table, parent}];
  }
  for (const auto& [pair, count] : dangling)
    visit({DamageKind::row, fmt::format("{} of {} that is not there: {}", pair.first, pair.second,
                                        counted(count, "row"))});
  return dangling.empty();
}

bool rows_are_possible(const Connection& connection, const DamageVisitor& visit) {
  bool all = true;
  for (const Impossible& each : impossible_rows()) {
    PreparedStatement statement = connection.prepare(
        fmt::format("SELECT count(*) FROM {} WHERE {}", each.table, each.condition));
    std::uint64_t count = 0;
    Execution rows(statement);
    if (rows.step())
      rows.read(count);
    if (count == 0)
      continue;
    all = false;
    visit({DamageKind::row,
           fmt::format("{} with values that cannot be: {}", each.table, counted(count, "row"))});
  }
  return all;
}

// Older versions have none.
bool has_one_key(Connection& connection, const DamageVisitor& visit) {
  constexpr int first_with_key = 4;
  if (schema_version(connection.database()) < first_with_key)
    return true;
  const std::uint64_t count = count_fingerprint_keys(connection);
  if (count != 1)
    visit({DamageKind::row, fmt::format("fingerprint_key has {}, not one", counted(count, "row"))});
  return count == 1;
}

}  // namespace

IndexHealth check_index(const std::filesystem::path& store, const DamageVisitor& visit) {
  try {
    Connection connection = Connection::for_reading(store);
    return connection.run([&] {
      if (!is_intact(connection, visit) || !schema_is_ours(connection, visit))
        return IndexHealth::lost;
      const bool hold = references_hold(connection, visit);
      const bool possible = rows_are_possible(connection, visit);
      const bool has_key = has_one_key(connection, visit);
      return hold && possible && has_key ? IndexHealth::sound : IndexHealth::mendable;
    });
  } catch (const Fatal& fatal) {
    if (fatal.error().kind != ErrorKind::damaged)
      throw;
    visit({DamageKind::index, fatal.error().what});
    return IndexHealth::lost;
  }
}

}  // namespace noctis
