// One colour.

#pragma once

#include <array>
#include <cstdint>

namespace noctis {

/// Red, green, blue.
using Rgb = std::array<std::uint8_t, 3>;

[[nodiscard]] constexpr Rgb rgb_from(std::uint32_t rrggbb) noexcept {
  return {static_cast<std::uint8_t>(rrggbb >> 16), static_cast<std::uint8_t>(rrggbb >> 8),
          static_cast<std::uint8_t>(rrggbb)};
}

[[nodiscard]] constexpr Rgb grey_rgb(std::uint8_t grey) noexcept {
  return {grey, grey, grey};
}

}  // namespace noctis
