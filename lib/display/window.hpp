// The three VOI LUT Functions, and how their results become greys.

#pragma once

#include <cmath>
#include <cstdint>
#include <limits>

#include "base/result.hpp"
#include "frame/display_attributes.hpp"

namespace noctis {

/// What white is in greys of a type: 255 or 65535.
template <class Grey>
inline constexpr double white_of = std::numeric_limits<Grey>::max();

/// Maps a modality value to 0..white.  Not rounded.  PS3.3 C.11.2.1.2.1, C.11.2.1.3.1,
/// C.11.2.1.3.2.  Precondition: check_window() has nothing against the window.  NaN stays NaN.
[[nodiscard]] double apply_window(const VoiWindow& window, double value,
                                  double white = white_of<std::uint8_t>) noexcept;

/// Fails with ErrorKind::malformed where center or width is outside what VoiWindow states.
[[nodiscard]] Result<> check_window(const VoiWindow& window);

/// To the nearest of 0..white, halves up; NaN is black.  PS3.3 C.11.2.1.2.1 Note 1.
template <class Grey = std::uint8_t>
[[nodiscard]] Grey to_grey(double value) noexcept {
  if (!(value > 0))
    return 0;
  if (value >= white_of<Grey>)
    return std::numeric_limits<Grey>::max();
  return static_cast<Grey>(std::floor(value + 0.5));
}

}  // namespace noctis
