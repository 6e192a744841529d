// Each shape says for a row which columns it leaves visible; coordinates are 1-based, as in the
// file.

#include "display/shutter.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>

#include <fmt/core.h>

namespace noctis {

namespace {

// Work on a polygon is rows times vertices; real ones have a dozen.
constexpr std::size_t vertex_limit = 10000;

// Columns first..last, both visible; empty where first > last.
struct Span {
  double first, last;
};
using Spans = std::vector<Span>;

Spans visible(const Shutter::Rectangle& rectangle, std::int64_t row) {
  if (row < rectangle.top || row > rectangle.bottom)
    return {};
  return {{static_cast<double>(rectangle.left), static_cast<double>(rectangle.right)}};
}

// The radius is counted in pixels along a row.
Spans visible(const Shutter::Circle& circle, std::int64_t row, double row_height) {
  const double radius = circle.radius;
  const double down = static_cast<double>(row - circle.center_row) * row_height;
  const double rest = radius * radius - down * down;
  if (circle.radius < 0 || rest < 0)
    return {};
  const double half = std::sqrt(rest);
  return {{circle.center_column - half, circle.center_column + half}};
}

// Even-odd, with half-open edges; what an edge itself touches is added.
Spans visible(const std::vector<std::pair<std::int32_t, std::int32_t>>& polygon, std::int64_t row) {
  Spans spans;
  std::vector<double> crossings;
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    auto [row_a, column_a] = polygon[i];
    auto [row_b, column_b] = polygon[(i + 1) % polygon.size()];
    if (row_a > row_b) {
      std::swap(row_a, row_b);
      std::swap(column_a, column_b);
    }
    if (row < row_a || row > row_b)
      continue;
    if (row_a == row_b) {
      spans.push_back({static_cast<double>(std::min(column_a, column_b)),
                       static_cast<double>(std::max(column_a, column_b))});
      continue;
    }
    // The division comes last, so that an edge through a pixel's centre goes through it exactly.
    const double along = static_cast<double>(row - row_a) *
                         static_cast<double>(std::int64_t{column_b} - column_a) /
                         static_cast<double>(std::int64_t{row_b} - row_a);
    const double column = column_a + along;
    spans.push_back({column, column});
    if (row < row_b)
      crossings.push_back(column);
  }
  std::sort(crossings.begin(), crossings.end());
  for (std::size_t i = 0; i + 1 < crossings.size(); i += 2)
    spans.push_back({crossings[i], crossings[i + 1]});
  return spans;
}

// Adds one to each pixel of the row that the shape leaves visible.
void count(const Spans& spans, std::uint32_t width, std::vector<std::uint8_t>& seen,
           std::vector<std::uint8_t>& shapes) {
  std::fill(seen.begin(), seen.end(), std::uint8_t{0});
  for (const Span& span : spans) {
    const double first = std::max(std::ceil(span.first), 1.0);
    const double last = std::min(std::floor(span.last), static_cast<double>(width));
    if (first <= last)
      std::fill(seen.begin() + static_cast<std::ptrdiff_t>(first) - 1,
                seen.begin() + static_cast<std::ptrdiff_t>(last), std::uint8_t{1});
  }
  for (std::size_t x = 0; x < width; ++x)
    shapes[x] = static_cast<std::uint8_t>(shapes[x] + seen[x]);
}

}  // namespace

template <class Sample>
std::vector<Remark> apply_shutter(const Shutter& shutter, const std::optional<PixelAspect>& aspect,
                                  BasicImage<Sample>& image) {
  std::vector<Remark> remarks;
  bool polygon = shutter.polygon.size() >= 3;
  if (shutter.polygon.size() > vertex_limit) {
    polygon = false;
    remarks.push_back({"R40", fmt::format("a shutter of {} vertices: its polygon is left out",
                                          shutter.polygon.size())});
  }
  const int wanted =
      int{shutter.rectangle.has_value()} + int{shutter.circle.has_value()} + int{polygon};
  if (wanted == 0)
    return remarks;

  // A P-value of 16 bits.
  const std::uint64_t p_value = shutter.presentation_value.value_or(0);
  constexpr std::uint64_t white = std::numeric_limits<Sample>::max();
  const auto hidden =
      static_cast<Sample>((2 * p_value * white + 65535) / (std::uint64_t{2} * 65535));
  const double row_height = aspect ? aspect->vertical / aspect->horizontal : 1.0;
  std::vector<std::uint8_t> seen(image.width), shapes(image.width);
  for (std::int64_t row = 1; row <= image.height; ++row) {
    std::fill(shapes.begin(), shapes.end(), std::uint8_t{0});
    if (shutter.rectangle)
      count(visible(*shutter.rectangle, row), image.width, seen, shapes);
    if (shutter.circle)
      count(visible(*shutter.circle, row, row_height), image.width, seen, shapes);
    if (polygon)
      count(visible(shutter.polygon, row), image.width, seen, shapes);
    Sample* pixel =
        image.samples.data() + static_cast<std::size_t>(row - 1) * image.width * image.channels;
    for (std::size_t x = 0; x < image.width; ++x, pixel += image.channels)
      if (shapes[x] != wanted)
        std::fill_n(pixel, image.channels, hidden);
  }
  return remarks;
}

template std::vector<Remark> apply_shutter(const Shutter&, const std::optional<PixelAspect>&,
                                           Image8&);
template std::vector<Remark> apply_shutter(const Shutter&, const std::optional<PixelAspect>&,
                                           Image16&);

}  // namespace noctis
