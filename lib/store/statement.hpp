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

#include "base/bytes.hpp"
#include "base/digest.hpp"
#include "store/object_id.hpp"
#include "store/prepared_statement.hpp"
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

inline void bind_value(PreparedStatement& statement, int at, std::string_view text) {
  if (text.empty())
    statement.bind_null(at);
  else
    statement.bind_text(at, text);
}
inline void bind_value(PreparedStatement& statement, int at, const std::string& text) {
  bind_value(statement, at, std::string_view(text));
}
inline void bind_value(PreparedStatement& statement, int at, const KeyText& key) {
  statement.bind_text(at, key.text);
}
inline void bind_value(PreparedStatement& statement, int at, const Path& path) {
  statement.bind_blob(at, path.bytes);
}
inline void bind_value(PreparedStatement& statement, int at, const Digest& digest) {
  statement.bind_blob(at, as_text(digest));
}
inline void bind_value(PreparedStatement& statement, int at, const ObjectId& id) {
  bind_value(statement, at, id.sha256);
}
inline void bind_value(PreparedStatement& statement, int at, double number) {
  statement.bind_real(at, number);
}
template <std::integral Integer>  // an unsigned one of 64 bits keeps its bits
void bind_value(PreparedStatement& statement, int at, Integer number) {
  statement.bind_integer(at, static_cast<std::int64_t>(number));
}
inline void bind_value(PreparedStatement& statement, int at, SourceOutcome outcome) {
  statement.bind_text(at, name_of(outcome));
}
inline void bind_value(PreparedStatement& statement, int at, RenditionKind kind) {
  statement.bind_integer(at, static_cast<std::int64_t>(kind));
}
template <std::size_t size>
void bind_value(PreparedStatement& statement, int at, const std::array<double, size>& values) {
  statement.bind_text(at, joined(values.data(), size));
}
template <class Value>
void bind_value(PreparedStatement& statement, int at, const std::optional<Value>& value) {
  if (value)
    bind_value(statement, at, *value);
  else
    statement.bind_null(at);
}

// How a column is read into each type.

inline void read_value(const PreparedStatement& row, int column, std::string& text) {
  text = row.bytes(column);
}
inline void read_value(const PreparedStatement& row, int column, double& number) {
  number = row.real(column);
}
template <std::integral Integer>
void read_value(const PreparedStatement& row, int column, Integer& number) {
  number = static_cast<Integer>(row.integer(column));
}
inline void read_value(const PreparedStatement& row, int column, Digest& digest) {
  digest = {};
  if (const std::string_view bytes = row.bytes(column); bytes.size() == digest.size())
    std::memcpy(digest.data(), bytes.data(), digest.size());
}
inline void read_value(const PreparedStatement& row, int column, ObjectId& id) {
  read_value(row, column, id.sha256);
}
inline void read_value(const PreparedStatement& row, int column, SourceOutcome& outcome) {
  outcome = source_outcome_from(row.bytes(column)).value_or(SourceOutcome::failed);
}
inline void read_value(const PreparedStatement& row, int column, RenditionKind& kind) {
  // A number beyond them cannot be in a healthy index.
  const std::int64_t number = row.integer(column);
  kind = number == 1   ? RenditionKind::thumbnail
         : number == 2 ? RenditionKind::master
                       : RenditionKind::display;
}
template <class Value>
void read_value(const PreparedStatement& row, int column, std::optional<Value>& value) {
  if (row.is_null(column))
    value.reset();
  else
    read_value(row, column, value.emplace());
}
template <std::size_t size>
void read_value(const PreparedStatement& row, int column,
                std::optional<std::array<double, size>>& values) {
  if (!split_numbers(row.bytes(column), values.emplace().data(), size))
    values.reset();
}

/// One execution of a statement: bound from the first parameter on, stepped, and reset at the end,
/// so that no snapshot outlives it.  A tuple of references stands for as many parameters or
/// columns.
class Execution {
 public:
  template <class... Values>
  explicit Execution(PreparedStatement& statement, const Values&... values)
      : statement_(statement) {
    [[maybe_unused]] int at = 1;
    (bind_next(at, values), ...);
  }
  ~Execution() { statement_.reset(); }
  Execution(const Execution&) = delete;
  Execution& operator=(const Execution&) = delete;

  /// Whether there is a row.
  bool step() { return statement_.step(); }

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
    read_value(statement_, at++, field);
  }
  template <class... Fields>
  void read_next(int& at, std::tuple<Fields&...>& fields) const {
    std::apply([&](Fields&... each) { (read_next(at, each), ...); }, fields);
  }

  PreparedStatement& statement_;
};

/// To its end.
template <class... Values>
void execute(PreparedStatement& statement, const Values&... values) {
  Execution execution(statement, values...);
  while (execution.step()) {
  }
}

/// To its end; whether it changed a row.
template <class... Values>
bool changes_a_row(PreparedStatement& statement, const Values&... values) {
  execute(statement, values...);
  return statement.changes() > 0;
}

}  // namespace noctis
