#include "dicom/cie_lab.hpp"

#include <algorithm>
#include <cmath>

namespace noctis {

namespace {

/// CIE 15, 8.2.1: the inverse of f.
double inverse_f(double t) noexcept {
  constexpr double delta = 6.0 / 29.0;
  return t > delta ? t * t * t : 3 * delta * delta * (t - 4.0 / 29.0);
}

/// IEC 61966-2-1: linear light 0..1 -> 0..255.
std::uint32_t companded(double linear) noexcept {
  const double clipped = std::clamp(linear, 0.0, 1.0);
  const double encoded =
      clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * std::pow(clipped, 1 / 2.4) - 0.055;
  return static_cast<std::uint32_t>(std::lround(encoded * 255));
}

}  // namespace

std::uint32_t srgb_of_cie_lab(const std::array<std::uint16_t, 3>& lab) noexcept {
  // PS3.3 C.10.7.1.1: L* 0..100 and a*, b* -128..127 over 0..65535.
  const double lightness = lab[0] * 100.0 / 65535.0;
  const double a = lab[1] * 255.0 / 65535.0 - 128.0;
  const double b = lab[2] * 255.0 / 65535.0 - 128.0;

  const double fy = (lightness + 16) / 116;
  const double x = 0.9642 * inverse_f(fy + a / 500);  // the white of the PCS, D50
  const double y = inverse_f(fy);
  const double z = 0.8249 * inverse_f(fy - b / 200);

  // XYZ under D50 to linear sRGB: Bradford's adaptation to D65 and sRGB's primaries in one matrix.
  const double red = 3.1338561 * x - 1.6168667 * y - 0.4906146 * z;
  const double green = -0.9787684 * x + 1.9161415 * y + 0.0334540 * z;
  const double blue = 0.0719453 * x - 0.2289914 * y + 1.4052427 * z;
  return companded(red) << 16 | companded(green) << 8 | companded(blue);
}

}  // namespace noctis
