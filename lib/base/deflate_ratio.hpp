// How much deflate can make of a few bytes: what these claim to hold is held against it before
// memory is taken for it.

#pragma once

#include <cstdint>

namespace noctis {

/// Whether `compressed` bytes can be `size` bytes deflated: a code of two bits makes at most 258
/// (RFC 1951, 3.2.5), so that one byte makes at most 1032.
[[nodiscard]] constexpr bool deflate_can_hold(std::uint64_t compressed,
                                              std::uint64_t size) noexcept {
  return size / 1032 <= compressed;
}

}  // namespace noctis
