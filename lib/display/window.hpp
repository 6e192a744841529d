// The three VOI LUT Functions, and how their results become greys.

#pragma once

#include <cstdint>

#include "base/result.hpp"
#include "frame/display_attributes.hpp"

namespace noctis {

/// Maps a modality value to 0..255.  Not rounded.  PS3.3 C.11.2.1.2.1, C.11.2.1.3.1, C.11.2.1.3.2.
/// Precondition: check_window() has nothing against the window.  NaN stays NaN.
[[nodiscard]] double apply_window(const VoiWindow& window, double value) noexcept;

/// Fails with ErrorKind::malformed where center or width is outside what VoiWindow states.
[[nodiscard]] Result<> check_window(const VoiWindow& window);

/// To the nearest of 0..255, halves up; NaN is black.  PS3.3 C.11.2.1.2.1 Note 1.
[[nodiscard]] std::uint8_t to_grey(double value) noexcept;

}  // namespace noctis
