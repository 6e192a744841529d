// What turns modality values into greys: a window, a VOI LUT, a stretch of a range, or nothing but
// one grey.

#pragma once

#include <cstdint>
#include <variant>

#include "display/modality.hpp"
#include "frame/display_attributes.hpp"

namespace noctis {

/// Low is black, high is white.  Precondition: low < high, both finite.
struct Stretch {
  ValueRange range;
};

/// Every finite value is one grey: of a frame in which there is nothing to tell apart.
struct FlatGrey {
  std::uint8_t grey = 0;
};

/// A LUT is not owned: it must outlive this.
using Voi = std::variant<VoiWindow, const LookupTable*, Stretch, FlatGrey>;

/// Rounded halves up and saturated (R27); infinities saturate, NaN is black (R26).
[[nodiscard]] std::uint8_t grey_of(const Voi& voi, double modality_value) noexcept;

/// Whether a greater value never has a lesser grey.  Of a sigmoid that hangs on the machine's
/// exp().
[[nodiscard]] bool is_monotone(const Voi& voi) noexcept;

}  // namespace noctis
