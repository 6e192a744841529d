#include "rest/parameters.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"

namespace noctis {

Answered<> check_single(const Request& request, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    if (std::ranges::count(request.query, name,
                           [](const auto& pair) -> std::string_view { return pair.first; }) > 1)
      return refuse(400, "{} is given more than once", name);
  return {};
}

Answered<std::optional<std::uint32_t>> integer_parameter(const Request& request,
                                                         std::string_view name, std::uint32_t least,
                                                         std::uint32_t greatest) {
  const auto text = request.parameter(name);
  if (!text)
    return std::nullopt;
  const auto number = to_integer(*text);
  if (!number || *number < least || *number > greatest)
    return refuse(400, "{} is \"{}\", not an integer from {} to {}", name, *text, least, greatest);
  return static_cast<std::uint32_t>(*number);
}

Answered<std::optional<double>> number_parameter(const Request& request, std::string_view name) {
  const auto text = request.parameter(name);
  if (!text)
    return std::nullopt;
  const auto number = to_double(*text);
  if (!number)
    return refuse(400, "{} is \"{}\", not a number", name, *text);
  return number;
}

Answered<bool> bool_parameter(const Request& request, std::string_view name) {
  const auto text = request.parameter(name);
  if (!text)
    return false;
  std::string lower(*text);
  std::ranges::transform(lower, lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  for (const std::string_view yes : {"true", "1", "yes", "on"})
    if (lower == yes)
      return true;
  for (const std::string_view no : {"false", "0", "no", "off"})
    if (lower == no)
      return false;
  return refuse(400, "{} is \"{}\", not true or false", name, *text);
}

}  // namespace noctis
