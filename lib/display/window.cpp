#include "display/window.hpp"

#include <cmath>

namespace noctis {

double apply_window(const VoiWindow& window, double value, double white) noexcept {
  const double c = window.center, w = window.width;
  switch (window.function) {
    case VoiFunction::linear:
      if (value <= c - 0.5 - (w - 1) / 2)
        return 0;
      if (value > c - 0.5 + (w - 1) / 2)
        return white;
      return ((value - (c - 0.5)) / (w - 1) + 0.5) * white;
    case VoiFunction::linear_exact:
      if (value <= c - w / 2)
        return 0;
      if (value > c + w / 2)
        return white;
      return ((value - c) / w + 0.5) * white;
    case VoiFunction::sigmoid:
      return white / (1 + std::exp(-4 * (value - c) / w));
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

}  // namespace noctis
