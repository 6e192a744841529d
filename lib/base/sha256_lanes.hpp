// SHA-256 of eight inputs side by side, a lane of the processor's vectors each: for processors that
// have wide vectors, and no instructions for SHA-256.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/vector_path.hpp"

namespace noctis::sha256_lanes {

inline constexpr std::size_t count = 8;

/// The words A to H of each lane's hash value.
struct alignas(32) Words {
  std::uint32_t of[8][count];
};

/// Takes `blocks` blocks of 64 bytes from where `data` points, for each lane.
/// Precondition: this processor can take the path, which is AVX2's or beyond.
void take(Words& words, const std::array<const std::uint8_t*, count>& data, std::size_t blocks,
          VectorPath path) noexcept;

}  // namespace noctis::sha256_lanes
