#include "display/modality.hpp"

#include <algorithm>
#include <cmath>

#include "display/lookup.hpp"

namespace noctis {

ValueRange stored_range(const PixelLayout& layout) noexcept {
  if (layout.is_signed) {
    const double half = std::ldexp(1.0, layout.bits_stored - 1);
    return {-half, half - 1};
  }
  return {0, std::ldexp(1.0, layout.bits_stored) - 1};
}

ModalityTransform::ModalityTransform(const DisplayAttributes& attributes) noexcept
    : lut_(attributes.modality_lut ? &*attributes.modality_lut : nullptr),
      rescale_(attributes.rescale.value_or(Rescale{})) {}

double ModalityTransform::operator()(double stored) const noexcept {
  if (lut_ != nullptr)
    return entry_for(*lut_, stored);
  return stored * rescale_.slope + rescale_.intercept;
}

ValueRange ModalityTransform::range(const PixelLayout& layout) const noexcept {
  if (lut_ != nullptr)
    return {0, static_cast<double>(entry_limit(*lut_))};
  const ValueRange stored = stored_range(layout);
  const double one = (*this)(stored.low), other = (*this)(stored.high);
  return {std::min(one, other), std::max(one, other)};
}

}  // namespace noctis
