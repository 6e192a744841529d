// Made-up pictures for the tests of this room.

#pragma once

#include <cstdint>

#include "image/image.hpp"
#include "support/random.hpp"

namespace noctis::test {

/// Partly smooth, partly noise, partly flat, so that every row filter and every kind of match
/// occurs.
template <class Sample>
BasicImage<Sample> mixed_picture(std::uint32_t width, std::uint32_t height, std::uint32_t channels,
                                 std::uint32_t seed) {
  Random random(seed);
  BasicImage<Sample> image{width, height, channels, {}};
  for (std::uint32_t y = 0; y < height; ++y)
    for (std::uint32_t x = 0; x < width; ++x)
      for (std::uint32_t channel = 0; channel < channels; ++channel) {
        const std::uint32_t noise = random();
        const std::uint32_t smooth = 37 * x + 91 * y + 17 * channel + noise % 3;
        const std::uint32_t kind = (x / 8 + y / 8) % 3;
        image.samples.push_back(static_cast<Sample>(kind == 0   ? smooth
                                                    : kind == 1 ? noise
                                                                : 12345 * channel));
      }
  return image;
}

}  // namespace noctis::test
