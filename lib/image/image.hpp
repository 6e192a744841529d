// Pictures: 8 or 16 bits a sample, grey or RGB.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
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

/// The same, of samples that lie elsewhere and outlive it.
template <class Sample>
struct BasicImageView {
  BasicImageView(std::uint32_t of_width, std::uint32_t of_height, std::uint32_t of_channels,
                 std::span<const Sample> of_samples) noexcept
      : width(of_width), height(of_height), channels(of_channels), samples(of_samples) {}
  BasicImageView(const BasicImage<Sample>& image) noexcept
      : BasicImageView(image.width, image.height, image.channels, image.samples) {}

  std::uint32_t width, height, channels;
  std::span<const Sample> samples;
};

using ImageView8 = BasicImageView<std::uint8_t>;
using ImageView16 = BasicImageView<std::uint16_t>;

}  // namespace noctis
