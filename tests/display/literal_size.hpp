// Rules R17 and R28: other sizes of a picture, each new pixel by itself.

#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "display/literal_values.hpp"
#include "image/image.hpp"

namespace noctis::test::literal {

inline double sample(const Image8& image, std::size_t x, std::size_t y, std::size_t channel) {
  return image.samples[(y * image.width + x) * image.channels + channel];
}

/// Calls sample_of(x, y, channel) for each sample of a picture of that size.
template <class SampleOf>
Image8 made(std::uint32_t width, std::uint32_t height, std::uint32_t channels, SampleOf sample_of) {
  Image8 image{width, height, channels, {}};
  for (std::uint32_t y = 0; y < height; ++y)
    for (std::uint32_t x = 0; x < width; ++x)
      for (std::uint32_t channel = 0; channel < channels; ++channel)
        image.samples.push_back(grey_of_quotient(sample_of(x, y, channel)));
  return image;
}

/// R17: the coarser axis enlarged, bilinearly; ratios within 1 % are square.
inline Image8 with_square_pixels(const Image8& image, const PixelAspect& aspect) {
  const double coarser = std::max(aspect.vertical, aspect.horizontal);
  const double finer = std::min(aspect.vertical, aspect.horizontal);
  if (coarser <= finer * 1.01)
    return image;
  const bool is_higher = aspect.vertical > aspect.horizontal;
  const std::uint32_t length = is_higher ? image.height : image.width;
  const auto enlarged = static_cast<std::uint32_t>(std::floor(length * coarser / finer + 0.5));
  // The place of a new pixel's centre among the old ones, which go on beyond the outermost.
  const auto place = [length, enlarged](std::uint32_t i) {
    const double centre = (i + 0.5) * length / enlarged - 0.5;
    return std::min(std::max(centre, 0.0), length - 1.0);
  };
  const auto blend = [&](double position, const auto& at) {
    const auto first = static_cast<std::size_t>(position);
    const std::size_t second = std::min<std::size_t>(first + 1, length - 1);
    const double share = position - static_cast<double>(first);
    return (1 - share) * at(first) + share * at(second);
  };
  return made(is_higher ? image.width : enlarged, is_higher ? enlarged : image.height,
              image.channels, [&](std::uint32_t x, std::uint32_t y, std::uint32_t channel) {
                if (is_higher)
                  return blend(place(y),
                               [&](std::size_t row) { return sample(image, x, row, channel); });
                return blend(place(x),
                             [&](std::size_t column) { return sample(image, column, y, channel); });
              });
}

/// R28: the average of the area that a new pixel covers; never enlarged.
inline Image8 thumbnail(const Image8& image, std::uint32_t side) {
  const std::uint32_t longer = std::max(image.width, image.height);
  if (longer <= side)
    return image;
  const auto fitted = [&](std::uint32_t length) {
    const double exact = static_cast<double>(length) * side / longer;
    return static_cast<std::uint32_t>(std::max(std::floor(exact + 0.5 + 1e-9), 1.0));
  };
  const std::uint32_t width = fitted(image.width), height = fitted(image.height);
  // How much of old pixel `old` lies in new pixel `i`, where `olds` are shared by `news`.
  const auto share = [](std::uint32_t old, std::uint32_t i, std::uint32_t olds,
                        std::uint32_t news) {
    const double begin = std::max<double>(old, static_cast<double>(i) * olds / news);
    const double end = std::min<double>(old + 1.0, (i + 1.0) * olds / news);
    return std::max(end - begin, 0.0);
  };
  return made(width, height, image.channels,
              [&](std::uint32_t x, std::uint32_t y, std::uint32_t channel) {
                double sum = 0, area = 0;
                for (std::uint32_t row = 0; row < image.height; ++row) {
                  const double down = share(row, y, image.height, height);
                  for (std::uint32_t column = 0; down > 0 && column < image.width; ++column) {
                    const double covered = down * share(column, x, image.width, width);
                    sum += covered * sample(image, column, row, channel);
                    area += covered;
                  }
                }
                return sum / area;
              });
}

}  // namespace noctis::test::literal
