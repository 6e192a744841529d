// Other sizes of a picture: smaller by area average, larger by bilinear interpolation.

#pragma once

#include <cstdint>
#include <utility>

#include "image/image.hpp"

namespace noctis {

/// Width and height of a picture fitted inside side x side without enlarging it; the longer side
/// becomes `side`, the other is rounded and at least 1.
[[nodiscard]] std::pair<std::uint32_t, std::uint32_t> fitted_size(std::uint32_t width,
                                                                  std::uint32_t height,
                                                                  std::uint32_t side) noexcept;

/// Each new sample is the average of the area it covers, edges weighted by their share, rounded
/// half up; the same result on every machine.  A picture that fits already is returned as it is
/// (R28). Precondition: side >= 1.
[[nodiscard]] Image8 shrink_to_fit(const Image8& image, std::uint32_t side);
[[nodiscard]] Image16 shrink_to_fit(const Image16& image, std::uint32_t side);

/// Bilinear, pixel centres aligned, for width and height not below the image's own.
[[nodiscard]] Image8 enlarge(const Image8& image, std::uint32_t width, std::uint32_t height);
[[nodiscard]] Image16 enlarge(const Image16& image, std::uint32_t width, std::uint32_t height);

}  // namespace noctis
