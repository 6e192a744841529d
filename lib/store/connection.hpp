// One connection to STORE/index.sqlite3: how it is opened for writing and for reading, and the
// place where SQLite's exceptions become ours.

#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>

#include "base/file.hpp"
#include "base/result.hpp"
#include "store/commit_mark.hpp"
#include "store/prepared_statement.hpp"

namespace noctis {

/// An empty file beside the index: SQLite met corruption there, so that the next writer checks all
/// of it (index_recovery.hpp).
[[nodiscard]] std::filesystem::path suspicion_path(const std::filesystem::path& store);

/// PRAGMA application_id, as 0001_initial.sql sets it: "noct".
inline constexpr int our_application_id = 0x6e6f6374;

class Connection {
 public:
  /// Makes the file (0600) where it is missing.  Migrates nothing.  Throws SQLite::Exception, or
  /// Fatal (io).
  static Connection for_writing(const std::filesystem::path& store);

  /// As Index::open says, the schema's version checked; what an older one lacks is put together.
  /// Throws Fatal.
  static Connection for_reading(const std::filesystem::path& store,
                                std::chrono::milliseconds patience = std::chrono::seconds{10});

  [[nodiscard]] SQLite::Database& database() noexcept { return database_; }
  [[nodiscard]] PreparedStatement prepare(const std::string& sql) const {
    return PreparedStatement(database_, sql);
  }

  /// From now on.
  void keep_few_pages();

  /// A transaction that reads, unless there is one; and its end, if there is one.  Throw Fatal.
  void begin_reading();
  void end_reading();
  /// Whether anybody has committed since begin_reading(), or may have, or it was not called.
  [[nodiscard]] bool is_behind() const noexcept;

  /// What the WAL holds moves into the database, but for what a reader needs where it is; where
  /// none does, the file is emptied.  Throws Fatal.  Precondition: of one that writes, outside a
  /// transaction.
  void empty_log();

  /// Of the row that was inserted last.
  [[nodiscard]] std::int64_t last_id() const { return database_.getLastInsertRowid(); }

  /// Throws Fatal where its path leads to another file than at the first call, or to none (io), or
  /// where the file is shorter than it was at an earlier call, which SQLite never makes it
  /// (damaged).
  void require_in_place();

  /// What `body` returns; Fatal where it throws SQLite's exception.
  template <class Body>
  auto run(Body&& body) const {
    try {
      return std::forward<Body>(body)();
    } catch (const SQLite::Exception& exception) {
      fail(exception);
    }
  }

 private:
  Connection(std::filesystem::path store, SQLite::Database database)
      : store_(std::move(store)), database_(std::move(database)) {}

  [[noreturn]] void fail(const SQLite::Exception& exception) const;

  void raise_suspicion() const noexcept;
  void find_out_commits();
  [[nodiscard]] std::optional<CommitMark> last_commit() const noexcept;

  std::filesystem::path store_;
  SQLite::Database database_;
  std::optional<Stamp> seen_;  // by require_in_place()
  PreparedStatement begin_ = prepare("BEGIN"), commit_ = prepare("COMMIT");
  // What says whether there was a commit; nothing does in an index of another journal mode.
  enum class Commits : std::uint8_t { untold, in_wal_index, never } commits_ = Commits::untold;
  std::optional<CommitMark> begun_at_;
};

/// SQLite's failure as ours: damaged, busy, io.
[[nodiscard]] Error index_error(const SQLite::Exception& exception);
[[nodiscard]] bool says_corrupt(const SQLite::Exception& exception) noexcept;

}  // namespace noctis
