// Sums that wrap around: only damaged codestreams have numbers that large.  For the files of loops
// that compilers make vectors of, as wide as each is compiled for: what is here is their own.

#pragma once

#include <cstdint>

namespace noctis::htj2k {

namespace {

inline std::int32_t sum(std::int32_t a, std::int32_t b) noexcept {
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(a) + static_cast<std::uint32_t>(b));
}
inline std::int32_t difference(std::int32_t a, std::int32_t b) noexcept {
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(a) - static_cast<std::uint32_t>(b));
}

}  // namespace

}  // namespace noctis::htj2k
