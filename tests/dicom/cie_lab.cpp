#include "dicom/cie_lab.hpp"

#include <cmath>
#include <initializer_list>

#include <doctest/doctest.h>

using namespace noctis;

namespace {

/// PS3.3 C.10.7.1.1.
std::uint32_t srgb(double lightness, double a, double b) {
  const auto word = [](double number) { return static_cast<std::uint16_t>(std::lround(number)); };
  return srgb_of_cie_lab({word(lightness * 655.35), word((a + 128) * 257), word((b + 128) * 257)});
}

bool is_near(std::uint32_t color, std::uint32_t expected) {
  for (const int shift : {0, 8, 16}) {
    const int difference =
        static_cast<int>(color >> shift & 0xFF) - static_cast<int>(expected >> shift & 0xFF);
    if (std::abs(difference) > 1)
      return false;
  }
  return true;
}

}  // namespace

TEST_SUITE("dicom/cie_lab") {
  TEST_CASE("black, white and sRGB's primaries have their well-known places under D50") {
    CHECK(is_near(srgb(0, 0, 0), 0x000000));
    CHECK(is_near(srgb(100, 0, 0), 0xFFFFFF));
    CHECK(is_near(srgb(53.39, 0, 0), 0x7F7F7F));
    CHECK(is_near(srgb(54.29, 80.81, 69.89), 0xFF0000));
    CHECK(is_near(srgb(87.82, -79.29, 80.99), 0x00FF00));
    CHECK(is_near(srgb(29.57, 68.30, -112.03), 0x0000FF));
  }
}
