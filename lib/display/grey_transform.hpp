// The grey pipeline for one value, from the stored one to the grey that is shown: padding,
// modality, VOI, polarity (R1; PS3.4 N.2).

#pragma once

#include <cstdint>
#include <optional>
#include <utility>

#include "display/modality.hpp"
#include "display/voi.hpp"
#include "frame/display_attributes.hpp"

namespace noctis {

/// What the modality transform and the VOI point to must outlive it.
struct GreyTransform {
  ModalityTransform modality;
  Voi voi;
  bool inverted = false;  ///< 255 - y at the end
  std::optional<PixelPadding> padding;

  /// Padding and NaN are black, whatever the polarity (R11, R26).
  [[nodiscard]] std::uint8_t operator()(double stored) const noexcept;
  /// Of a value that is neither.
  [[nodiscard]] std::uint8_t unpadded(double stored) const noexcept {
    const std::uint8_t grey = grey_of(voi, modality(stored));
    return inverted ? static_cast<std::uint8_t>(255 - grey) : grey;
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
