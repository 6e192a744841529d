// The schema of the index, step by step: the file migrations/0001_*.sql leads from an empty
// database to version 1, the next from 1 to 2, and so on.  A step that was released is never
// edited.

#pragma once

#include <span>
#include <string_view>

#include <SQLiteCpp/Database.h>

namespace noctis {

struct Migration {
  std::string_view name;  ///< "0001_initial.sql"
  std::string_view sql;
};

/// Those of migrations/, in order.
[[nodiscard]] std::span<const Migration> built_in_migrations() noexcept;

/// The schema version that `migrations` lead to: the n-th leads to version n.
[[nodiscard]] constexpr int version_of(std::span<const Migration> migrations) noexcept {
  return static_cast<int>(migrations.size());
}

[[nodiscard]] int schema_version(SQLite::Database& database);

/// What readers ask is there from this version on, or is put together for them: see
/// Connection::for_reading.
inline constexpr int oldest_readable_version = 1;

/// The steps that `database` has not taken, each in a transaction of its own together with its
/// version number; a new index then chooses where its ids start.  Throws Fatal (newer_schema) where
/// the database is beyond them; leaves it as it was then.
void migrate(SQLite::Database& database, std::span<const Migration> migrations);

}  // namespace noctis
