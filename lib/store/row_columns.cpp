#include "store/row_columns.hpp"

#include <algorithm>
#include <cstddef>

namespace noctis {

std::string qualified(std::string_view table, std::string_view columns) {
  std::string text = fmt::format("{}.", table);
  for (const char letter : columns) {
    text += letter;
    if (letter == ' ')
      text += fmt::format("{}.", table);
  }
  return text;
}

std::string placeholders(std::string_view columns) {
  std::string text = "?";
  for (auto comma = std::count(columns.begin(), columns.end(), ','); comma > 0; --comma)
    text += ", ?";
  return text;
}

std::string rendition_columns() {
  return fmt::format(
      "rendition.frame, rendition.kind, rendition.preset, {}, display_attributes.json, "
      "rendition.format",
      picture_columns);
}

}  // namespace noctis
