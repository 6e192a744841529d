#include "display/padding.hpp"

#include <algorithm>
#include <cmath>

#include "display/modality.hpp"

namespace noctis {

namespace {

double cut_to(const PixelLayout& layout, double value) noexcept {
  const ValueRange range = stored_range(layout);
  constexpr double beyond_words = 4294967296.0;
  const bool fits = value >= range.low && value <= range.high;
  if (fits || !(std::abs(value) < beyond_words) || value != std::floor(value))
    return value;
  return static_cast<double>(
      stored_value(layout, static_cast<std::uint32_t>(static_cast<std::int64_t>(value))));
}

}  // namespace

std::optional<PixelPadding> padding_of(const PixelLayout& layout,
                                       const DisplayAttributes& attributes) noexcept {
  if (!attributes.padding || layout.sample_kind != SampleKind::integer)
    return attributes.padding;
  const double low = cut_to(layout, attributes.padding->low);
  const double high = cut_to(layout, attributes.padding->high);
  return PixelPadding{std::min(low, high), std::max(low, high)};
}

}  // namespace noctis
