#include "http/header_list.hpp"

#include <algorithm>
#include <cstddef>

#include "base/text.hpp"

namespace noctis {

namespace {

bool is_letter_or_digit(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

char lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Where the element ends that begins at `begin`.
std::size_t end_of_element(std::string_view value, std::size_t begin, char separator) noexcept {
  bool quoted = false;
  for (std::size_t i = begin; i < value.size(); ++i) {
    if (value[i] == '"')
      quoted = !quoted;
    else if (quoted && value[i] == '\\')
      ++i;
    else if (!quoted && value[i] == separator)
      return i;
  }
  return value.size();
}

}  // namespace

std::vector<std::string_view> list_elements(std::string_view value, char separator) {
  std::vector<std::string_view> elements;
  for (std::size_t begin = 0; begin < value.size();) {
    const std::size_t end = end_of_element(value, begin, separator);
    if (const auto element = trim(value.substr(begin, end - begin)); !element.empty())
      elements.push_back(element);
    begin = end + 1;
  }
  return elements;
}

bool is_token(std::string_view text) noexcept {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return is_letter_or_digit(c) || marks.find(c) != std::string_view::npos;
  });
}

bool equal_ignoring_case(std::string_view one, std::string_view other) noexcept {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

}  // namespace noctis
