// The grey pipeline for one value, from the stored one to the grey that is shown: padding,
// modality, VOI, polarity (R1; PS3.4 N.2).

#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>

#include "display/modality.hpp"
#include "display/voi.hpp"
#include "frame/display_attributes.hpp"

namespace noctis {

/// Of 8 or 16 bits.
template <class Grey>
[[nodiscard]] constexpr Grey inverse_of(Grey grey) noexcept {
  return static_cast<Grey>(std::numeric_limits<Grey>::max() - grey);
}

/// What the modality transform and the VOI point to must outlive it.
struct GreyTransform {
  ModalityTransform modality;
  Voi voi;
  bool inverted = false;  ///< white - y at the end
  std::optional<PixelPadding> padding;

  /// Padding and NaN are black, whatever the polarity (R11, R26).
  template <class Grey>
  [[nodiscard]] Grey grey(double stored) const noexcept {
    return std::isnan(stored) || is_padding(stored) ? Grey{0} : unpadded<Grey>(stored);
  }
  /// Of a value that is neither.
  template <class Grey>
  [[nodiscard]] Grey unpadded(double stored) const noexcept {
    const Grey grey = grey_of<Grey>(voi, modality(stored));
    return inverted ? inverse_of(grey) : grey;
  }
  [[nodiscard]] bool is_padding(double stored) const noexcept {
    return padding && padding->low <= stored && stored <= padding->high;
  }
  /// Whether unpadded() only rises, or only falls, with the stored value.
  [[nodiscard]] bool is_monotone() const noexcept {
    return modality.is_monotone() && noctis::is_monotone(voi);
  }
};

}  // namespace noctis
