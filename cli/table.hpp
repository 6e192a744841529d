// Rows for people and for pipes: a table on a terminal, tab-separated text in a pipe, JSON Lines on
// request, NUL-terminated keys for xargs -0.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "cli/standard_output.hpp"

namespace noctis::cli {

/// Nothing, text (bytes, not necessarily UTF-8), or a number.
using Cell = std::variant<std::monostate, std::string, std::int64_t>;
using Row = std::vector<Cell>;

/// Empty text is nothing.
[[nodiscard]] Cell text_cell(std::string text);
[[nodiscard]] Cell count_cell(std::uint64_t count);

/// As it is compared and printed in pipes.
[[nodiscard]] std::string plain_text(const Cell& cell);

enum class TableForm : std::uint8_t { aligned, tab_separated, json, nul_terminated };

struct TableHeader {
  std::string type;                  ///< of JSON rows, "study"
  std::vector<std::string> columns;  ///< their names; the first one is the key
};

/// Prints rows as they come, or, aligned, when all are there.
/// Aligned tables have a header line; the others have none.  NUL-terminated: the key alone, its
/// bytes as they are.  JSON: text that is not UTF-8 is repaired, and added as "<column>_base64".
class TablePrinter {
 public:
  TablePrinter(TableHeader header, TableForm form, StandardOutput& out)
      : header_(std::move(header)), form_(form), out_(out) {}

  /// False where there is no point in more rows: the reader has gone.
  bool add(Row row);
  void finish();

 private:
  TableHeader header_;
  TableForm form_;
  StandardOutput& out_;
  std::vector<Row> held_;
};

/// The columns that `text` takes on a terminal.
[[nodiscard]] std::size_t display_width(std::string_view utf8) noexcept;

/// The start of `text` that takes at most `width` columns.
[[nodiscard]] std::string_view fitted(std::string_view utf8, std::size_t width) noexcept;

}  // namespace noctis::cli
