#include "cli/table.hpp"

#include <algorithm>
#include <utility>

#include "base/base64.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

namespace noctis::cli {

namespace {

std::size_t length_of_character(unsigned char first) noexcept {
  return first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

// Hangul, kana, ideographs and full-width forms take two columns: U+1100.. and U+2E80..U+FFEF but
// for the private use area and half-width forms is close enough for aligning names.
std::size_t width_of_character(std::string_view character) noexcept {
  if (character.size() < 3)
    return 1;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
  if (character.size() == 4)
    return byte(1) >= 0x9f ? 2 : 1;
  const unsigned code = (byte(0) & 0x0fU) << 12 | (byte(1) & 0x3fU) << 6 | (byte(2) & 0x3fU);
  const bool wide = (code >= 0x1100 && code < 0x1160) || (code >= 0x2e80 && code < 0xe000) ||
                    (code >= 0xf900 && code < 0xfb00) || (code >= 0xff01 && code < 0xff61);
  return wide ? 2 : 1;
}

std::string line_of(const Row& row) {
  std::string line;
  for (const Cell& cell : row) {
    line += escape_controls(plain_text(cell));
    line += '\t';
  }
  line.back() = '\n';
  return line;
}

std::string json_of(const TableHeader& header, const Row& row) {
  json::object object{{"type", header.type}};
  for (std::size_t i = 0; i < row.size(); ++i) {
    const std::string& column = header.columns[i];
    if (const auto* text = std::get_if<std::string>(&row[i])) {
      object[column] = to_valid_utf8(*text);
      if (!is_valid_utf8(*text))
        object[column + "_base64"] = to_base64(*text);
    } else if (const auto* number = std::get_if<std::int64_t>(&row[i])) {
      object[column] = *number;
    } else {
      object[column] = nullptr;
    }
  }
  return json::serialize(object) + '\n';
}

std::string padded(std::string_view text, std::size_t width, bool to_the_right) {
  const std::string blanks(width - std::min(width, display_width(text)), ' ');
  return to_the_right ? blanks + std::string(text) : std::string(text) + blanks;
}

void print_aligned(const TableHeader& header, const std::vector<Row>& rows, StandardOutput& out) {
  std::vector<std::size_t> widths;
  for (const std::string& column : header.columns)
    widths.push_back(column.size());
  std::vector<std::vector<std::string>> texts;
  for (const Row& row : rows) {
    auto& line = texts.emplace_back();
    for (std::size_t i = 0; i < row.size(); ++i) {
      line.push_back(escape_controls(plain_text(row[i])));
      widths[i] = std::max(widths[i], display_width(line.back()));
    }
  }
  const auto write_line = [&](const std::vector<std::string>& cells, const Row* row) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const bool is_number = row != nullptr && std::holds_alternative<std::int64_t>((*row)[i]);
      line += padded(cells[i], widths[i], is_number);
      line += "  ";
    }
    line.erase(line.find_last_not_of(' ') + 1);
    return out.write(line + '\n');
  };
  bool goes_on = write_line(header.columns, nullptr);
  for (std::size_t i = 0; i < texts.size() && goes_on; ++i)
    goes_on = write_line(texts[i], &rows[i]);
}

}  // namespace

Cell text_cell(std::string text) {
  return text.empty() ? Cell() : Cell(std::move(text));
}

Cell count_cell(std::uint64_t count) {
  return static_cast<std::int64_t>(count);
}

std::string plain_text(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell))
    return *text;
  if (const auto* number = std::get_if<std::int64_t>(&cell))
    return std::to_string(*number);
  return {};
}

bool TablePrinter::add(Row row) {
  switch (form_) {
    case TableForm::aligned:
      held_.push_back(std::move(row));
      return true;
    case TableForm::tab_separated:
      return out_.write(line_of(row));
    case TableForm::json:
      return out_.write(json_of(header_, row));
    case TableForm::nul_terminated:
      break;
  }
  return out_.write(plain_text(row.front()) + '\0');
}

void TablePrinter::finish() {
  if (form_ == TableForm::aligned)
    print_aligned(header_, held_, out_);
  held_.clear();
}

std::size_t display_width(std::string_view utf8) noexcept {
  std::size_t width = 0;
  while (!utf8.empty()) {
    const std::size_t length =
        std::min(utf8.size(), length_of_character(static_cast<unsigned char>(utf8.front())));
    width += width_of_character(utf8.substr(0, length));
    utf8.remove_prefix(length);
  }
  return width;
}

std::string_view fitted(std::string_view utf8, std::size_t width) noexcept {
  std::size_t used = 0;
  std::size_t bytes = 0;
  while (bytes < utf8.size()) {
    const std::size_t length =
        std::min(utf8.size() - bytes, length_of_character(static_cast<unsigned char>(utf8[bytes])));
    used += width_of_character(utf8.substr(bytes, length));
    if (used > width)
      break;
    bytes += length;
  }
  return utf8.substr(0, bytes);
}

}  // namespace noctis::cli
