#include "display/window.hpp"

#include <cmath>

namespace noctis {

double apply_window(const VoiWindow& window, double value) noexcept {
  const double c = window.center, w = window.width;
  switch (window.function) {
    case VoiFunction::linear:
      if (value <= c - 0.5 - (w - 1) / 2)
        return 0;
      if (value > c - 0.5 + (w - 1) / 2)
        return 255;
      return ((value - (c - 0.5)) / (w - 1) + 0.5) * 255;
    case VoiFunction::linear_exact:
      if (value <= c - w / 2)
        return 0;
      if (value > c + w / 2)
        return 255;
      return ((value - c) / w + 0.5) * 255;
    case VoiFunction::sigmoid:
      return 255 / (1 + std::exp(-4 * (value - c) / w));
  }
  return 0;
}

Result<> check_window(const VoiWindow& window) {
  if (!std::isfinite(window.center))
    return failure(ErrorKind::malformed, "Window Center is {}", window.center);
  const bool wide_enough =
      window.function == VoiFunction::linear ? window.width >= 1 : window.width > 0;
  if (!wide_enough || !std::isfinite(window.width))
    return failure(ErrorKind::malformed, "Window Width is {}", window.width);
  return {};
}

std::uint8_t to_grey(double value) noexcept {
  if (!(value > 0))
    return 0;
  if (value >= 255)
    return 255;
  return static_cast<std::uint8_t>(std::floor(value + 0.5));
}

}  // namespace noctis
