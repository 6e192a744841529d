#include "display/padding.hpp"

#include <algorithm>
#include <cmath>

namespace noctis {

namespace {

// What no word holds is left alone.
double cut_to(const PixelLayout& layout, double end) noexcept {
  constexpr double beyond_words = 4294967296.0;
  if (!(std::abs(end) < beyond_words) || end != std::floor(end))
    return end;
  return static_cast<double>(
      stored_value(layout, static_cast<std::uint32_t>(static_cast<std::int64_t>(end))));
}

}  // namespace

bool is_padding_cut(const PixelLayout& layout, const DisplayAttributes& attributes) noexcept {
  return attributes.padding && attributes.padding->cut_to == layout.bits_stored &&
         layout.sample_kind == SampleKind::integer;
}

std::optional<PixelPadding> padding_of(const PixelLayout& layout,
                                       const DisplayAttributes& attributes) noexcept {
  if (!is_padding_cut(layout, attributes))
    return attributes.padding;
  const double low = cut_to(layout, attributes.padding->low);
  const double high = cut_to(layout, attributes.padding->high);
  return PixelPadding{std::min(low, high), std::max(low, high)};
}

}  // namespace noctis
