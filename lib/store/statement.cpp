#include "store/statement.hpp"

#include <vector>

#include "base/text.hpp"

namespace noctis {

std::string joined(const double* values, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i)
    text += fmt::format("{}{}", i == 0 ? "" : "\\", values[i]);
  return text;
}

bool split_numbers(std::string_view text, double* values, std::size_t count) {
  const std::vector<std::string_view> parts = split(text, '\\');
  if (parts.size() != count)
    return false;
  for (std::size_t i = 0; i < count; ++i) {
    const std::optional<double> number = to_double(parts[i]);
    if (!number)
      return false;
    values[i] = *number;
  }
  return true;
}

}  // namespace noctis
