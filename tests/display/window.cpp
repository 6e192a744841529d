#include "display/window.hpp"

#include <cmath>
#include <limits>

#include <doctest/doctest.h>

using namespace noctis;

TEST_SUITE("display/window") {
  TEST_CASE("R2: the standard's own examples of LINEAR hold") {
    // The worked examples in the Notes of PS3.3 C.11.2.1.2.1, with ymin 0 and ymax 255.
    struct {
      double center, width, value, grey;
    } const rows[] = {
        {2048, 4096, 0, 0},    {2048, 4096, 4095, 255},  //
        {2048, 1, 2047, 0},    {2048, 1, 2048, 255},     //
        {0, 100, -50, 0},      {0, 100, 49, 255},        //
        {0, 100, -0.5, 127.5}, {0, 1, -0.5, 0},          //
        {0, 1, 0, 255},
    };
    for (const auto& row : rows) {
      CAPTURE(row.center);
      CAPTURE(row.width);
      CAPTURE(row.value);
      CHECK(apply_window({row.center, row.width}, row.value) == doctest::Approx(row.grey));
    }
  }

  TEST_CASE("R2: c=40 w=400 shows -160 black, 40 as 128 and 239 white") {
    const VoiWindow window{40, 400};
    CHECK(apply_window(window, -160) == 0);
    CHECK(apply_window(window, -159.5) > 0);
    CHECK(apply_window(window, 40) == doctest::Approx(127.81955));  // (0.5/399 + 0.5) * 255
    CHECK(to_grey(apply_window(window, 40)) == 128);
    CHECK(apply_window(window, 239) == 255);
    CHECK(apply_window(window, 238.5) < 255);
  }

  TEST_CASE("R2: a width of 256 about 128 is the identity on 0..255") {
    for (int x = 0; x < 256; ++x)
      CHECK(to_grey(apply_window({128, 256}, x)) == x);
    CHECK(apply_window({128, 256, VoiFunction::linear_exact}, 10) < 10);
  }

  TEST_CASE("R3: LINEAR of width 1 is a threshold at c - 0.5") {
    CHECK(apply_window({100, 1}, 99.5) == 0);
    CHECK(apply_window({100, 1}, 99.6) == 255);
  }

  TEST_CASE("R4: LINEAR_EXACT is half way at the center and ends at half the width") {
    const VoiWindow window{40, 400, VoiFunction::linear_exact};
    CHECK(apply_window(window, 40) == 127.5);
    CHECK(to_grey(apply_window(window, 40)) == 128);
    CHECK(apply_window(window, -160) == 0);
    CHECK(apply_window(window, 240) == 255);
    CHECK(apply_window(window, 140) == doctest::Approx(191.25));
    CHECK(apply_window({0, 0.5, VoiFunction::linear_exact}, 0.125) == doctest::Approx(191.25));
  }

  TEST_CASE("R5: SIGMOID is half way at the center and never reaches either end") {
    const VoiWindow window{40, 400, VoiFunction::sigmoid};
    CHECK(apply_window(window, 40) == doctest::Approx(127.5));
    CHECK(apply_window(window, 140) == doctest::Approx(255 / (1 + std::exp(-1.0))));
    CHECK(apply_window(window, -1000) > 0);
    CHECK(apply_window(window, 1000) < 255);
  }

  TEST_CASE("R26: infinities saturate under every function, and NaN is black") {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    for (const VoiFunction function :
         {VoiFunction::linear, VoiFunction::linear_exact, VoiFunction::sigmoid}) {
      const VoiWindow window{40, 400, function};
      CHECK(to_grey(apply_window(window, infinity)) == 255);
      CHECK(to_grey(apply_window(window, -infinity)) == 0);
      CHECK(to_grey(apply_window(window, std::nan(""))) == 0);
    }
  }

  TEST_CASE("R27: greys are rounded to nearest, halves up, and saturate") {
    CHECK(to_grey(0.49) == 0);
    CHECK(to_grey(0.5) == 1);
    CHECK(to_grey(127.5) == 128);
    CHECK(to_grey(254.49) == 254);
    CHECK(to_grey(254.5) == 255);
    CHECK(to_grey(-3) == 0);
    CHECK(to_grey(1e300) == 255);
  }

  TEST_CASE("a window that its function forbids is refused, by name") {
    CHECK(check_window({40, 1}).has_value());
    CHECK(check_window({0, 0.001, VoiFunction::linear_exact}).has_value());
    CHECK(check_window({40, 0.5, VoiFunction::sigmoid}).has_value());
    CHECK(check_window({40, 0.5}).error() == Error{ErrorKind::malformed, "Window Width is 0.5"});
    CHECK(check_window({40, 0, VoiFunction::sigmoid}).error().what == "Window Width is 0");
    CHECK(check_window({40, -1, VoiFunction::linear_exact}).error().what == "Window Width is -1");
    CHECK(check_window({40, std::nan("")}).error().what == "Window Width is nan");
    CHECK(check_window({40, INFINITY}).error().what == "Window Width is inf");
    CHECK(check_window({INFINITY, 400}).error().what == "Window Center is inf");
  }

  TEST_CASE("R29: a center of zero is a center") {
    CHECK(apply_window({0, 256}, -0.5) == doctest::Approx(127.5));
  }
}
