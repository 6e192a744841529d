#include "convert/output_names.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace noctis {

namespace {

std::string folded(std::string name) {
  std::ranges::transform(name, name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return name;
}

constexpr std::uint64_t first = 1;

}  // namespace

std::uint64_t OutputNames::claim(const std::string& name) {
  const auto [taken, is_new] = next_.emplace(folded(name), first + 1);
  if (is_new)
    return first;
  std::uint64_t& next = taken->second;  // stays where it is when others are added
  for (;;) {
    const std::uint64_t number = next++;
    if (next_.emplace(folded(numbered(name, number)), first + 1).second)
      return number;
  }
}

std::string numbered(const std::string& name, std::uint64_t number) {
  if (number == first)
    return name;
  const std::size_t dot = name.rfind('.');
  return fmt::format("{}~{}{}", name.substr(0, dot), number, name.substr(dot));
}

}  // namespace noctis
