// What turns modality values into greys: a window, a VOI LUT, a stretch of a range, or nothing but
// one grey.

#pragma once

#include <cstdint>
#include <optional>
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
  double share = 0;  ///< of white, 0..1
};

/// Who says so.
enum class VoiSource : std::uint8_t {
  asked,             ///< a window that was asked for
  file,              ///< one of the file's windows or VOI LUTs (R6, R35)
  percentiles,       ///< 0.5 to 99.5 of the frame's values (R12)
  whole_range,       ///< least to greatest of the frame's values
  identity,          ///< over what Bits Stored can hold (R12)
  hounsfield_units,  ///< a CT without a window (R12)
  dose,              ///< zero to the frame's maximum (R22)
};

/// A LUT is not owned: it must outlive this.
using Voi = std::variant<VoiWindow, const LookupTable*, Stretch, FlatGrey>;

/// Rounded halves up and saturated (R27); infinities saturate, NaN is black (R26).  Of 8 or 16
/// bits.
template <class Grey = std::uint8_t>
[[nodiscard]] Grey grey_of(const Voi& voi, double modality_value) noexcept;

/// Whether a greater value never has a lesser grey.  Of a sigmoid that hangs on the machine's
/// exp().
[[nodiscard]] bool is_monotone(const Voi& voi) noexcept;

/// A share of white, 0..1 between black and white and beyond outside: slope * value + offset.
struct VoiLine {
  double slope = 0;
  double offset = 0;
};

/// Of a VOI whose greys lie on one between black and white; up to rounding.
[[nodiscard]] std::optional<VoiLine> line_of(const Voi& voi) noexcept;

}  // namespace noctis
