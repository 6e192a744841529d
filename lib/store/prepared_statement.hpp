// One statement of SQL, prepared when it is first needed, and its columns as SQLite hands them out:
// a look-up reads some thirty, so that nothing stands between.

#pragma once

#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <sqlite3.h>

#include <SQLiteCpp/Database.h>

namespace noctis {

/// For one thread at a time, and not beyond its connection.  Places count from 1 as in SQL, columns
/// from 0.
class PreparedStatement {
 public:
  PreparedStatement(const SQLite::Database& database, std::string sql)
      : database_(database.getHandle()), sql_(std::move(sql)) {}

  /// What is bound stays until it is bound anew; texts and blobs are copied.  Throw
  /// SQLite::Exception, also where the statement is none.
  void bind_null(int at) { check(::sqlite3_bind_null(handle(), at)); }
  void bind_integer(int at, std::int64_t value) {
    check(::sqlite3_bind_int64(handle(), at, value));
  }
  void bind_real(int at, double value) { check(::sqlite3_bind_double(handle(), at, value)); }
  void bind_text(int at, std::string_view text) {
    check(
        ::sqlite3_bind_text64(handle(), at, never_null(text), text.size(), copied(), SQLITE_UTF8));
  }
  void bind_blob(int at, std::string_view bytes) {
    check(::sqlite3_bind_blob64(handle(), at, never_null(bytes), bytes.size(), copied()));
  }

  /// Whether there is another row.  Precondition: since its last reset it did not say that there is
  /// none.  Throws SQLite::Exception.
  [[nodiscard]] bool step() {
    const int code = ::sqlite3_step(handle());
    if (code != SQLITE_ROW && code != SQLITE_DONE)
      fail(code);
    return code == SQLITE_ROW;
  }
  /// Ends its snapshot; what failed before was told then.
  void reset() noexcept { ::sqlite3_reset(statement_.get()); }
  /// All steps of a statement whose rows nobody reads, and its reset.  Throws SQLite::Exception.
  void run();

  /// Rows that the connection's last INSERT, UPDATE or DELETE changed.
  [[nodiscard]] int changes() const noexcept { return ::sqlite3_changes(database_); }

  /// Of the row that the last step found; views last until the next.  Precondition: the row has
  /// such a column.
  [[nodiscard]] bool is_null(int column) const noexcept {
    assert(column < ::sqlite3_data_count(statement_.get()));
    return ::sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
  }
  [[nodiscard]] std::int64_t integer(int column) const noexcept {
    return ::sqlite3_column_int64(statement_.get(), column);
  }
  [[nodiscard]] double real(int column) const noexcept {
    return ::sqlite3_column_double(statement_.get(), column);
  }
  /// Of a text or a blob; empty where it is null.
  [[nodiscard]] std::string_view bytes(int column) const noexcept {
    const void* const data = ::sqlite3_column_blob(statement_.get(), column);
    const int size = ::sqlite3_column_bytes(statement_.get(), column);
    return {static_cast<const char*>(data), static_cast<std::size_t>(size)};
  }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const noexcept { ::sqlite3_finalize(statement); }
  };

  // SQLITE_TRANSIENT without its cast.
  [[nodiscard]] static sqlite3_destructor_type copied() noexcept {
    return std::bit_cast<sqlite3_destructor_type>(std::intptr_t{-1});
  }

  // A null pointer would bind NULL.
  [[nodiscard]] static const char* never_null(std::string_view text) noexcept {
    return text.data() != nullptr ? text.data() : "";
  }

  // A start needs few of all that there are, and each takes some 50 us to prepare.
  [[nodiscard]] sqlite3_stmt* handle() {
    if (statement_ == nullptr) [[unlikely]]
      prepare();
    return statement_.get();
  }
  void prepare();
  void check(int code) const {
    if (code != SQLITE_OK)
      fail(code);
  }
  [[noreturn]] void fail(int code) const;

  sqlite3* database_;
  std::string sql_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

}  // namespace noctis
