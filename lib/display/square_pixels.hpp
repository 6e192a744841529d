// Pixels made square (R17).

#pragma once

#include <cstdint>
#include <optional>

#include "frame/display_attributes.hpp"
#include "frame/remark.hpp"

namespace noctis {

/// Of pixels: a few bytes of an absurd ratio must not cost gigabytes.
inline constexpr std::uint64_t square_pixel_limit = std::uint64_t{1} << 26;

/// The size at which an image's pixels are square: the coarser axis enlarged.  Width and height are
/// the image's own where they are square already, within 1 %, or where the picture would be beyond
/// our limits, which the remark tells.
struct SquareSize {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::optional<Remark> remark = std::nullopt;
};

[[nodiscard]] SquareSize square_size(std::uint32_t width, std::uint32_t height,
                                     const PixelAspect& aspect);

}  // namespace noctis
