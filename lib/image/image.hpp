// Pictures: 8 or 16 bits a sample, grey or RGB.

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace noctis {

/// Row major; channels is 1 (grey) or 3 (RGB, interleaved);
/// samples.size() == width * height * channels.
template <class Sample>
struct BasicImage {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::uint32_t channels = 1;
  std::vector<Sample> samples;

  bool operator==(const BasicImage&) const = default;
};

using Image8 = BasicImage<std::uint8_t>;
using Image16 = BasicImage<std::uint16_t>;

}  // namespace noctis
