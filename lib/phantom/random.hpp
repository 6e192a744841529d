// Chance without state: a number that depends on its arguments alone.

#pragma once

#include <bit>
#include <cstdint>

namespace noctis::phantom {

/// All bits of `number` mixed (the finisher of SplitMix64).
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t number) noexcept {
  number += 0x9e3779b97f4a7c15U;
  number = (number ^ (number >> 30)) * 0xbf58476d1ce4e5b9U;
  number = (number ^ (number >> 27)) * 0x94d049bb133111ebU;
  return number ^ (number >> 31);
}

/// The `index`th number of a stream.
[[nodiscard]] constexpr std::uint64_t chance(std::uint64_t stream, std::uint64_t index) noexcept {
  return mix(stream ^ mix(index));
}

/// low..high, both included.
[[nodiscard]] constexpr std::int64_t chance_between(std::uint64_t stream, std::uint64_t index,
                                                    std::int64_t low, std::int64_t high) noexcept {
  const auto span = static_cast<std::uint64_t>(high - low + 1);
  return low + static_cast<std::int64_t>(chance(stream, index) % span);
}

/// Nearly normal, with mean 0 and a standard deviation of 64: the number of ones among 64 bits is
/// binomial, and further bits fill in between its steps.
[[nodiscard]] constexpr std::int32_t normal_64(std::uint64_t stream, std::uint64_t index) noexcept {
  const std::uint64_t bits = mix(stream + index * 0xd1342543de82ef95U);
  const auto between = static_cast<std::int32_t>((bits * 0x9e3779b97f4a7c15U) >> 60);
  return (std::popcount(bits) - 32) * 16 + between - 8;
}

}  // namespace noctis::phantom
