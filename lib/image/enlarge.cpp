// Bilinear interpolation in whole numbers: along an axis of n old and m new samples, positions are
// counted in 1/2m of an old sample.

#include <algorithm>
#include <cstddef>
#include <vector>

#include "image/resize.hpp"

namespace noctis {

namespace {

// A new sample lies between two old ones, `weight` out of 2m of the way to the second.
struct Between {
  std::uint32_t first, second;
  std::uint32_t weight;
};

// The centre of new sample i is at (i + 1/2) n/m - 1/2; beyond the outermost centres the edge goes
// on.
std::vector<Between> positions(std::uint32_t old_size, std::uint32_t new_size) {
  std::vector<Between> result(new_size);
  const std::int64_t unit = std::int64_t{2} * new_size;
  for (std::int64_t i = 0; i < new_size; ++i) {
    const std::int64_t last = unit * (std::int64_t{old_size} - 1);
    const std::int64_t position =
        std::clamp<std::int64_t>((2 * i + 1) * old_size - new_size, 0, last);
    const auto first = static_cast<std::uint32_t>(position / unit);
    result[static_cast<std::size_t>(i)] = {first, std::min(first + 1, old_size - 1),
                                           static_cast<std::uint32_t>(position % unit)};
  }
  return result;
}

// Sums stay below 65535 * 2m * 2n, which is below 2^60 for the sides that an image may have.
template <class Sample>
BasicImage<Sample> enlarged(const BasicImage<Sample>& image, std::uint32_t width,
                            std::uint32_t height) {
  const bool same_size = width == image.width && height == image.height;
  if (same_size || width == 0 || height == 0)
    return image;
  const std::size_t channels = image.channels;
  const std::size_t old_stride = image.width * channels;
  const std::vector<Between> columns = positions(image.width, width);
  const std::uint64_t across = std::uint64_t{2} * width, down = std::uint64_t{2} * height;
  const std::uint64_t whole = across * down;

  BasicImage<Sample> large{width, height, image.channels, {}};
  large.samples.reserve(std::size_t{width} * height * channels);
  std::vector<std::uint64_t> blended(old_stride);  // of two old rows, in 1/2m
  for (const Between& rows : positions(image.height, height)) {
    const Sample* upper = image.samples.data() + rows.first * old_stride;
    const Sample* lower = image.samples.data() + rows.second * old_stride;
    for (std::size_t i = 0; i < old_stride; ++i)
      blended[i] = (down - rows.weight) * upper[i] + std::uint64_t{rows.weight} * lower[i];
    for (const Between& column : columns) {
      for (std::size_t channel = 0; channel < channels; ++channel) {
        const std::uint64_t left = blended[column.first * channels + channel];
        const std::uint64_t right = blended[column.second * channels + channel];
        const std::uint64_t sum = (across - column.weight) * left + column.weight * right;
        large.samples.push_back(static_cast<Sample>((2 * sum + whole) / (2 * whole)));
      }
    }
  }
  return large;
}

}  // namespace

Image8 enlarge(const Image8& image, std::uint32_t width, std::uint32_t height) {
  return enlarged(image, width, height);
}

Image16 enlarge(const Image16& image, std::uint32_t width, std::uint32_t height) {
  return enlarged(image, width, height);
}

}  // namespace noctis
