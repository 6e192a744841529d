// What a program is built on.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace noctis {

/// A library of others, and the version that is in use, or why none is.
struct Library {
  std::string_view name;
  Result<std::string> version;
};

/// "0.7.0" of 7000, where a part is less than 1000.
[[nodiscard]] inline std::string dotted_version(std::uint64_t number, unsigned part_limit) {
  const std::uint64_t rest = number / part_limit;
  return fmt::format("{}.{}.{}", rest / part_limit, rest % part_limit, number % part_limit);
}

}  // namespace noctis
