// The area average in whole numbers.  Along an axis of n old and m new samples, an old sample is m
// units wide and a new one n, so that every share is a whole number of units; a new sample's
// weights add up to n.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <vector>

#include "image/resize.hpp"

namespace noctis {

namespace {

// What one new sample covers: old samples first..last; those between the two ends are whole.
struct Cover {
  std::uint32_t first, last;
  std::uint32_t first_weight, last_weight;
};

std::vector<Cover> covers(std::uint32_t old_size, std::uint32_t new_size) {
  std::vector<Cover> result(new_size);
  for (std::uint64_t i = 0; i < new_size; ++i) {
    const std::uint64_t begin = i * old_size, end = begin + old_size;  // in units
    Cover& cover = result[i];
    cover.first = static_cast<std::uint32_t>(begin / new_size);
    cover.last = static_cast<std::uint32_t>((end - 1) / new_size);
    // A new sample is never narrower than an old one, so that one old sample is all of it only
    // where both are equal.
    cover.first_weight = static_cast<std::uint32_t>(new_size - begin % new_size);
    cover.last_weight = static_cast<std::uint32_t>(end - std::uint64_t{cover.last} * new_size);
  }
  return result;
}

// What holds the greatest sample times 2^20: heights are bounded by the picture's.
template <class Sample>
using Sum = std::conditional_t<sizeof(Sample) == 1, std::uint32_t, std::uint64_t>;

template <class Sample>
void add_row(const Sample* __restrict row, std::uint32_t weight,
             std::vector<Sum<Sample>>& sums) noexcept {
  Sum<Sample>* __restrict sum = sums.data();
  const std::size_t count = sums.size();
  for (std::size_t i = 0; i < count; ++i)
    sum[i] += Sum<Sample>{weight} * row[i];
}

template <class Sample>
void sum_rows(const BasicImage<Sample>& image, const Cover& cover, std::uint32_t inner,
              std::vector<Sum<Sample>>& sums) {
  const std::size_t stride = sums.size();
  std::fill(sums.begin(), sums.end(), 0);
  add_row(image.samples.data() + cover.first * stride, cover.first_weight, sums);
  for (std::size_t y = cover.first + std::size_t{1}; y < cover.last; ++y)
    add_row(image.samples.data() + y * stride, inner, sums);
  if (cover.last > cover.first)
    add_row(image.samples.data() + cover.last * stride, cover.last_weight, sums);
}

// Half up.
std::uint64_t rounded_quotient(std::uint64_t sum, std::uint64_t divisor) noexcept {
  return (2 * sum + divisor) / (2 * divisor);
}

template <class Sample>
BasicImage<Sample> shrink(const BasicImage<Sample>& image, std::uint32_t width,
                          std::uint32_t height) {
  BasicImage<Sample> small{width, height, image.channels, {}};
  small.samples.reserve(std::size_t{width} * height * image.channels);
  const std::size_t channels = image.channels;
  const std::uint64_t area = std::uint64_t{image.width} * image.height;
  const std::vector<Cover> columns = covers(image.width, width);
  std::vector<Sum<Sample>> sums(image.width * channels);
  for (const Cover& rows : covers(image.height, height)) {
    sum_rows(image, rows, height, sums);
    for (const Cover& cover : columns) {
      for (std::size_t channel = 0; channel < channels; ++channel) {
        const auto at = [&](std::size_t x) -> std::uint64_t {
          return sums[x * channels + channel];
        };
        std::uint64_t inner = 0;
        for (std::size_t x = cover.first + std::size_t{1}; x < cover.last; ++x)
          inner += at(x);
        std::uint64_t sum = inner * width + at(cover.first) * cover.first_weight;
        if (cover.last > cover.first)
          sum += at(cover.last) * cover.last_weight;
        small.samples.push_back(static_cast<Sample>(rounded_quotient(sum, area)));
      }
    }
  }
  return small;
}

// Neighbours are read as one number, of which the compiler makes vector code.
void halve_grey(const std::uint8_t* __restrict upper, const std::uint8_t* __restrict lower,
                std::size_t count, std::uint8_t* __restrict out) noexcept {
  for (std::size_t x = 0; x < count; ++x) {
    std::uint16_t above, below;
    std::memcpy(&above, upper + 2 * x, 2);
    std::memcpy(&below, lower + 2 * x, 2);
    const auto sum = static_cast<std::uint16_t>((above & 0xff) + (above >> 8) + (below & 0xff) +
                                                (below >> 8) + 2);
    out[x] = static_cast<std::uint8_t>(sum >> 2);
  }
}

void halve_colors(const std::uint8_t* __restrict upper, const std::uint8_t* __restrict lower,
                  std::size_t count, std::uint8_t* __restrict out) noexcept {
  for (std::size_t x = 0; x < count; ++x)
    for (std::size_t channel = 0; channel < 3; ++channel) {
      const std::size_t left = 6 * x + channel, right = left + 3;
      const int sum = upper[left] + upper[right] + lower[left] + lower[right];
      out[3 * x + channel] = static_cast<std::uint8_t>((sum + 2) / 4);
    }
}

// Half the size on both axes, which is what most CT slices need, in microseconds.
Image8 halve(const Image8& image) {
  Image8 half{image.width / 2, image.height / 2, image.channels, {}};
  const std::size_t stride = std::size_t{image.width} * image.channels;
  const std::size_t new_stride = std::size_t{half.width} * image.channels;
  half.samples.resize(new_stride * half.height);
  const auto halve_rows = image.channels == 1 ? halve_grey : halve_colors;
  for (std::size_t y = 0; y < half.height; ++y) {
    const std::uint8_t* const upper = image.samples.data() + 2 * y * stride;
    halve_rows(upper, upper + stride, half.width, half.samples.data() + y * new_stride);
  }
  return half;
}

}  // namespace

std::pair<std::uint32_t, std::uint32_t> fitted_size(std::uint32_t width, std::uint32_t height,
                                                    std::uint32_t side) noexcept {
  const std::uint64_t longer = std::max(width, height);
  if (longer <= side)
    return {width, height};
  const auto fitted = [&](std::uint64_t length) {
    const std::uint64_t rounded = (2 * length * side + longer) / (2 * longer);
    return static_cast<std::uint32_t>(std::max<std::uint64_t>(rounded, 1));
  };
  return {fitted(width), fitted(height)};
}

Image8 shrink_to_fit(const Image8& image, std::uint32_t side) {
  const auto [width, height] = fitted_size(image.width, image.height, side);
  if (width == image.width && height == image.height)
    return image;
  if (std::uint64_t{2} * width == image.width && std::uint64_t{2} * height == image.height)
    return halve(image);
  return shrink(image, width, height);
}

Image16 shrink_to_fit(const Image16& image, std::uint32_t side) {
  const auto [width, height] = fitted_size(image.width, image.height, side);
  return width == image.width && height == image.height ? image : shrink(image, width, height);
}

}  // namespace noctis
