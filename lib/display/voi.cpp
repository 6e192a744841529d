#include "display/voi.hpp"

#include <cmath>

#include "display/lookup.hpp"
#include "display/window.hpp"

namespace noctis {

namespace {

// Each of them to 0..white, not rounded; what is not a number stays so.

double shade(const VoiWindow& window, double value, double white) noexcept {
  return apply_window(window, value, white);
}

// PS3.3 C.11.2.1.1: entries of n bits, of which 2^n - 1 is white.
double shade(const LookupTable* lut, double value, double white) noexcept {
  if (std::isnan(value))
    return value;
  return entry_for(*lut, value) * white / entry_limit(*lut);
}

double shade(const Stretch& stretch, double value, double white) noexcept {
  const ValueRange& range = stretch.range;
  return (value - range.low) * white / (range.high - range.low);
}

double shade(const FlatGrey& flat, double value, double white) noexcept {
  return std::isfinite(value) ? flat.share * white : value;
}

}  // namespace

template <class Grey>
Grey grey_of(const Voi& voi, double modality_value) noexcept {
  constexpr double white = white_of<Grey>;
  if (const auto* window = std::get_if<VoiWindow>(&voi))
    return to_grey<Grey>(shade(*window, modality_value, white));
  if (const auto* lut = std::get_if<const LookupTable*>(&voi))
    return to_grey<Grey>(shade(*lut, modality_value, white));
  if (const auto* stretch = std::get_if<Stretch>(&voi))
    return to_grey<Grey>(shade(*stretch, modality_value, white));
  return to_grey<Grey>(shade(*std::get_if<FlatGrey>(&voi), modality_value, white));
}

template std::uint8_t grey_of<std::uint8_t>(const Voi&, double) noexcept;
template std::uint16_t grey_of<std::uint16_t>(const Voi&, double) noexcept;

bool is_monotone(const Voi& voi) noexcept {
  if (const auto* window = std::get_if<VoiWindow>(&voi))
    return window->function != VoiFunction::sigmoid;
  return !std::holds_alternative<const LookupTable*>(voi);
}

std::optional<VoiLine> line_of(const Voi& voi) noexcept {
  if (const auto* stretch = std::get_if<Stretch>(&voi)) {
    const ValueRange& range = stretch->range;
    return VoiLine{1 / (range.high - range.low), -range.low / (range.high - range.low)};
  }
  const auto* const window = std::get_if<VoiWindow>(&voi);
  if (window == nullptr || window->function == VoiFunction::sigmoid)
    return std::nullopt;
  // A threshold has no slope.
  const bool exact = window->function == VoiFunction::linear_exact;
  const double center = exact ? window->center : window->center - 0.5;
  const double width = exact ? window->width : window->width - 1;
  if (width <= 0)
    return std::nullopt;
  return VoiLine{1 / width, 0.5 - center / width};
}

}  // namespace noctis
