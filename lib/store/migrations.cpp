#include "store/migrations.hpp"

#include <cstdint>
#include <random>
#include <string>

#include <SQLiteCpp/Transaction.h>

#include "base/result.hpp"
#include "store/statement.hpp"

namespace noctis {

namespace {

// 52 random bits: as many ids again fit below 2^53, the largest integer that JSON keeps, and two
// indexes of ten million rows each share an id once in 200 million pairs.
std::int64_t random_base() {
  std::random_device random;
  const std::uint64_t bits = (std::uint64_t{random()} << 32) | random();
  return static_cast<std::int64_t>(bits >> 12);
}

// SQLite counts on from here, so that an id of a lost index never names another patient in the
// next.
void choose_where_ids_start(SQLite::Database& database) {
  PreparedStatement insert(database, "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)");
  for (const std::string_view table : {"study", "series", "instance"})
    execute(insert, table, random_base());
}

}  // namespace

int schema_version(SQLite::Database& database) {
  return database.execAndGet("PRAGMA user_version").getInt();
}

void migrate(SQLite::Database& database, std::span<const Migration> migrations) {
  const int target = version_of(migrations);
  const int from = schema_version(database);
  if (from > target) {
    throw Fatal(ErrorKind::newer_schema,
                fmt::format("the index has schema version {}, this build knows {}", from, target));
  }
  for (int version = from; version < target; ++version) {
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    database.exec(std::string(migrations[static_cast<std::size_t>(version)].sql));
    if (version == 0)
      choose_where_ids_start(database);
    database.exec(fmt::format("PRAGMA user_version = {}", version + 1));
    transaction.commit();
  }
}

}  // namespace noctis
