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

std::string numbered(const std::string& name, std::uint64_t number) {
  const std::size_t dot = name.rfind('.');
  return fmt::format("{}~{}{}", name.substr(0, dot), number, name.substr(dot));
}

}  // namespace

std::string OutputNames::claim(const std::string& name) {
  constexpr std::uint64_t second = 2;
  const auto [taken, is_new] = next_.emplace(folded(name), second);
  if (is_new)
    return name;
  std::uint64_t& next = taken->second;  // stays where it is when others are added
  for (;;) {
    std::string other = numbered(name, next++);
    if (next_.emplace(folded(other), second).second)
      return other;
  }
}

}  // namespace noctis
