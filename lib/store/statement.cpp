#include "store/statement.hpp"

#include <optional>

#include "base/text.hpp"

namespace noctis {

std::string joined(const double* values, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i)
    text += fmt::format("{}{}", i == 0 ? "" : "\\", values[i]);
  return text;
}

bool split_numbers(std::string_view text, double* values, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t end = text.find('\\');
    const bool is_last = end == std::string_view::npos;
    const std::optional<double> number = to_double(text.substr(0, end));
    if (!number || is_last != (i + 1 == count))
      return false;
    values[i] = *number;
    text.remove_prefix(is_last ? text.size() : end + 1);
  }
  return true;
}

}  // namespace noctis
