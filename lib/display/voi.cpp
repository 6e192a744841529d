#include "display/voi.hpp"

#include <cmath>

#include "display/lookup.hpp"
#include "display/window.hpp"

namespace noctis {

namespace {

std::uint8_t grey_by(const VoiWindow& window, double value) noexcept {
  return to_grey(apply_window(window, value));
}

// PS3.3 C.11.2.1.1: entries of n bits, of which 2^n - 1 is white.
std::uint8_t grey_by(const LookupTable* lut, double value) noexcept {
  if (std::isnan(value))
    return 0;
  return to_grey(entry_for(*lut, value) * 255.0 / entry_limit(*lut));
}

std::uint8_t grey_by(const Stretch& stretch, double value) noexcept {
  const ValueRange& range = stretch.range;
  return to_grey((value - range.low) * 255 / (range.high - range.low));
}

std::uint8_t grey_by(const FlatGrey& flat, double value) noexcept {
  if (std::isnan(value))
    return 0;
  if (std::isinf(value))
    return value > 0 ? 255 : 0;
  return flat.grey;
}

}  // namespace

std::uint8_t grey_of(const Voi& voi, double modality_value) noexcept {
  if (const auto* window = std::get_if<VoiWindow>(&voi))
    return grey_by(*window, modality_value);
  if (const auto* lut = std::get_if<const LookupTable*>(&voi))
    return grey_by(*lut, modality_value);
  if (const auto* stretch = std::get_if<Stretch>(&voi))
    return grey_by(*stretch, modality_value);
  return grey_by(*std::get_if<FlatGrey>(&voi), modality_value);
}

bool is_monotone(const Voi& voi) noexcept {
  if (const auto* window = std::get_if<VoiWindow>(&voi))
    return window->function != VoiFunction::sigmoid;
  return !std::holds_alternative<const LookupTable*>(voi);
}

}  // namespace noctis
