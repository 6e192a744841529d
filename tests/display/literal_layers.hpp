// Rules R18 and R40: what is drawn over a picture, pixel by pixel.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "display/literal_values.hpp"
#include "image/image.hpp"

namespace noctis::test::literal {

/// Row and column count from 1, as in the file.
inline bool is_on_edge(std::pair<std::int64_t, std::int64_t> a,
                       std::pair<std::int64_t, std::int64_t> b, std::int64_t row,
                       std::int64_t column) {
  const auto [row_a, column_a] = a;
  const auto [row_b, column_b] = b;
  return (column_b - column_a) * (row - row_a) == (row_b - row_a) * (column - column_a) &&
         row >= std::min(row_a, row_b) && row <= std::max(row_a, row_b) &&
         column >= std::min(column_a, column_b) && column <= std::max(column_a, column_b);
}

/// Even and odd, by a ray downwards; edges belong to it.
inline bool is_inside(const std::vector<std::pair<std::int32_t, std::int32_t>>& polygon,
                      std::int64_t row, std::int64_t column) {
  bool inside = false;
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const std::pair<std::int64_t, std::int64_t> a = polygon[i],
                                                b = polygon[(i + 1) % polygon.size()];
    if (is_on_edge(a, b, row, column))
      return true;
    if ((a.second <= column) == (b.second <= column))
      continue;
    // The edge is at row a.first + (column - a.second) (b.first - a.first) / (b.second - a.second).
    std::int64_t above = (column - a.second) * (b.first - a.first);
    std::int64_t run = b.second - a.second;
    if (run < 0) {
      above = -above;
      run = -run;
    }
    if (above > (row - a.first) * run)
      inside = !inside;
  }
  return inside;
}

inline bool is_visible(const Shutter& shutter, const std::optional<PixelAspect>& aspect,
                       std::int64_t row, std::int64_t column) {
  if (const auto& rectangle = shutter.rectangle)
    if (row < rectangle->top || row > rectangle->bottom || column < rectangle->left ||
        column > rectangle->right)
      return false;
  if (const auto& circle = shutter.circle) {
    const double radius = circle->radius;
    double down = static_cast<double>(row - circle->center_row);
    if (aspect)
      down *= aspect->vertical / aspect->horizontal;
    const auto across = static_cast<double>(column - circle->center_column);
    if (radius < 0 || across * across > radius * radius - down * down)
      return false;
  }
  return shutter.polygon.size() < 3 || is_inside(shutter.polygon, row, column);
}

inline void apply(const Shutter& shutter, const std::optional<PixelAspect>& aspect, Image8& image) {
  const std::uint8_t hidden =
      grey_of_quotient(shutter.presentation_value.value_or(0) * 255.0 / 65535);
  for (std::uint32_t y = 0; y < image.height; ++y)
    for (std::uint32_t x = 0; x < image.width; ++x)
      for (std::uint32_t channel = 0; channel < image.channels; ++channel)
        if (!is_visible(shutter, aspect, std::int64_t{y} + 1, std::int64_t{x} + 1))
          image.samples[(std::size_t{y} * image.width + x) * image.channels + channel] = hidden;
}

/// White, where one of its bits lies on the pixel; one of too few bits is left out.
inline void draw(const Overlay& overlay, Image8& image) {
  if (std::uint64_t{overlay.rows} * overlay.columns > std::uint64_t{8} * overlay.bits.size())
    return;
  for (std::uint32_t y = 0; y < image.height; ++y) {
    for (std::uint32_t x = 0; x < image.width; ++x) {
      const std::int64_t row = std::int64_t{y} + 1 - overlay.origin_row;
      const std::int64_t column = std::int64_t{x} + 1 - overlay.origin_column;
      if (row < 0 || row >= overlay.rows || column < 0 || column >= overlay.columns)
        continue;
      const auto bit = static_cast<std::size_t>(row * overlay.columns + column);
      if (overlay.bits[bit / 8] / (1 << bit % 8) % 2 == 0)
        continue;
      for (std::uint32_t channel = 0; channel < image.channels; ++channel)
        image.samples[(std::size_t{y} * image.width + x) * image.channels + channel] = 255;
    }
  }
}

}  // namespace noctis::test::literal
