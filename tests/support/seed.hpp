// Where the random inputs of a test begin.

#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>

#include <doctest/doctest.h>

namespace noctis::test {

/// $NOCTIS_SEED, or 1: the same inputs in every run that does not ask for others.  Told in a
/// message, so that a run can be repeated.
inline std::uint32_t first_seed() {
  const char* const asked = std::getenv("NOCTIS_SEED");
  const std::uint32_t seed =
      asked == nullptr ? 1 : static_cast<std::uint32_t>(std::strtoul(asked, nullptr, 10));
  MESSAGE("random inputs from NOCTIS_SEED=" << seed << " on");
  return seed;
}

}  // namespace noctis::test
