// Our values in SQLite's statements and out of them.

#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

#include "base/bytes.hpp"
#include "base/digest.hpp"
#include "store/object_id.hpp"
#include "store/rows.hpp"

namespace noctis {

/// The path of a file: a blob, for it need not be UTF-8 and is compared byte by byte.
struct Path {
  std::string_view bytes;
};

/// Text that is part of a key: empty stays empty.
struct KeyText {
  std::string_view text;
};

/// "a\b\c", each number so that it reads back as the same double.
[[nodiscard]] std::string joined(const double* values, std::size_t count);
/// Nothing unless there are `count` numbers.
[[nodiscard]] bool split_numbers(std::string_view text, double* values, std::size_t count);

// How a value of each type is bound; empty text and an absent value are NULL.

inline void bind_value(SQLite::Statement& statement, int at, std::string_view text) {
  if (text.empty())
    statement.bind(at);
  else
    statement.bind(at, std::string(text));
}
inline void bind_value(SQLite::Statement& statement, int at, const std::string& text) {
  if (text.empty())
    statement.bind(at);
  else
    statement.bind(at, text);
}
inline void bind_value(SQLite::Statement& statement, int at, const KeyText& key) {
  statement.bind(at, std::string(key.text));
}
inline void bind_value(SQLite::Statement& statement, int at, const Path& path) {
  statement.bind(at, path.bytes.data(), static_cast<int>(path.bytes.size()));
}
inline void bind_value(SQLite::Statement& statement, int at, const Digest& digest) {
  statement.bind(at, digest.data(), static_cast<int>(digest.size()));
}
inline void bind_value(SQLite::Statement& statement, int at, const ObjectId& id) {
  bind_value(statement, at, id.sha256);
}
inline void bind_value(SQLite::Statement& statement, int at, double number) {
  statement.bind(at, number);
}
template <std::integral Integer>  // an unsigned one of 64 bits keeps its bits
void bind_value(SQLite::Statement& statement, int at, Integer number) {
  statement.bind(at, static_cast<std::int64_t>(number));
}
inline void bind_value(SQLite::Statement& statement, int at, SourceOutcome outcome) {
  statement.bind(at, std::string(name_of(outcome)));
}
inline void bind_value(SQLite::Statement& statement, int at, RenditionKind kind) {
  statement.bind(at, static_cast<std::int64_t>(kind));
}
template <std::size_t size>
void bind_value(SQLite::Statement& statement, int at, const std::array<double, size>& values) {
  statement.bind(at, joined(values.data(), size));
}
template <class Value>
void bind_value(SQLite::Statement& statement, int at, const std::optional<Value>& value) {
  if (value)
    bind_value(statement, at, *value);
  else
    statement.bind(at);
}

// How a column is read into each type.

inline void read_value(const SQLite::Column& column, std::string& text) {
  text = column.getString();
}
inline void read_value(const SQLite::Column& column, double& number) {
  number = column.getDouble();
}
template <std::integral Integer>
void read_value(const SQLite::Column& column, Integer& number) {
  number = static_cast<Integer>(column.getInt64());
}
inline void read_value(const SQLite::Column& column, Digest& digest) {
  digest = {};
  if (const void* bytes = column.getBlob();
      static_cast<std::size_t>(column.getBytes()) == digest.size())
    std::memcpy(digest.data(), bytes, digest.size());
}
inline void read_value(const SQLite::Column& column, ObjectId& id) {
  read_value(column, id.sha256);
}
inline void read_value(const SQLite::Column& column, SourceOutcome& outcome) {
  outcome = source_outcome_from(column.getString()).value_or(SourceOutcome::failed);
}
inline void read_value(const SQLite::Column& column, RenditionKind& kind) {
  // A number beyond them cannot be in a healthy index.
  const std::int64_t number = column.getInt64();
  kind = number == 1   ? RenditionKind::thumbnail
         : number == 2 ? RenditionKind::master
                       : RenditionKind::display;
}
template <class Value>
void read_value(const SQLite::Column& column, std::optional<Value>& value) {
  if (column.isNull())
    value.reset();
  else
    read_value(column, value.emplace());
}
template <std::size_t size>
void read_value(const SQLite::Column& column, std::optional<std::array<double, size>>& values) {
  if (!split_numbers(column.getString(), values.emplace().data(), size))
    values.reset();
}

/// One execution of a statement: bound from the first parameter on, stepped, and reset at the end,
/// so that no snapshot outlives it.  A tuple of references stands for as many parameters or
/// columns.
class Execution {
 public:
  template <class... Values>
  explicit Execution(SQLite::Statement& statement, const Values&... values)
      : statement_(statement) {
    [[maybe_unused]] int at = 1;
    (bind_next(at, values), ...);
  }
  ~Execution() { statement_.tryReset(); }
  Execution(const Execution&) = delete;
  Execution& operator=(const Execution&) = delete;

  /// Whether there is a row.
  bool step() { return statement_.executeStep(); }

  /// The row's columns from the first on.
  template <class... Fields>
  void read(Fields&&... fields) const {
    int at = 0;
    (read_next(at, fields), ...);
  }

 private:
  template <class Value>
  void bind_next(int& at, const Value& value) {
    bind_value(statement_, at++, value);
  }
  template <class... Values>
  void bind_next(int& at, const std::tuple<const Values&...>& values) {
    std::apply([&](const Values&... each) { (bind_next(at, each), ...); }, values);
  }

  template <class Field>
  void read_next(int& at, Field& field) const {
    read_value(statement_.getColumn(at++), field);
  }
  template <class... Fields>
  void read_next(int& at, std::tuple<Fields&...>& fields) const {
    std::apply([&](Fields&... each) { (read_next(at, each), ...); }, fields);
  }

  SQLite::Statement& statement_;
};

/// To its end.
template <class... Values>
void execute(SQLite::Statement& statement, const Values&... values) {
  Execution execution(statement, values...);
  while (execution.step()) {
  }
}

/// To its end; whether it changed a row.
template <class... Values>
bool changes_a_row(SQLite::Statement& statement, const Values&... values) {
  execute(statement, values...);
  return statement.getChanges() > 0;
}

}  // namespace noctis
