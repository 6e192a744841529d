#include "phantom/canvas.hpp"

#include <cstddef>
#include <cstdint>

#include <doctest/doctest.h>

using namespace noctis::phantom;

namespace {

std::int32_t at(const Canvas& canvas, std::uint32_t row, std::uint32_t column) {
  return canvas.values()[std::size_t{row} * canvas.columns() + column];
}

std::int64_t sum_of(const Canvas& canvas) {
  std::int64_t sum = 0;
  for (const std::int32_t value : canvas.values())
    sum += value;
  return sum;
}

}  // namespace

TEST_SUITE("phantom/canvas") {
  TEST_CASE("sines are right to a fiftieth at every tenth of a circle") {
    CHECK(sine(0) == 0);
    CHECK(sine(90) == 16384);
    CHECK(sine(270) == -16384);
    CHECK(sine(-90) == -16384);
    CHECK(cosine(0) == 16384);
    CHECK(sine(30) == doctest::Approx(8192).epsilon(0.02));
    CHECK(sine(45) == doctest::Approx(11585).epsilon(0.02));
    CHECK(cosine(120) == doctest::Approx(-8192).epsilon(0.02));
  }

  TEST_CASE("a root is the greatest integer whose square is not above") {
    CHECK(root(0) == 0);
    CHECK(root(1) == 1);
    CHECK(root(99) == 9);
    CHECK(root(100) == 10);
    CHECK(root((std::int64_t{1} << 52) - 1) == (std::int64_t{1} << 26) - 1);
  }

  TEST_CASE("a profile is straight between its points and level beyond them") {
    CHECK(profile(-5, {{0, 10}, {10, 30}, {20, 0}}) == 10);
    CHECK(profile(5, {{0, 10}, {10, 30}, {20, 0}}) == 20);
    CHECK(profile(10, {{0, 10}, {10, 30}, {20, 0}}) == 30);
    CHECK(profile(15, {{0, 10}, {10, 30}, {20, 0}}) == 15);
    CHECK(profile(99, {{0, 10}, {10, 30}, {20, 0}}) == 0);
  }

  TEST_CASE("the area of a painted ellipse is pi times its half axes, turned or not") {
    for (const int degrees : {0, 30, 90, 135}) {
      CAPTURE(degrees);
      Canvas canvas(200, 200, 100, 0);  // 1 mm a pixel
      canvas.paint({0, 0, 8000, 3000, degrees}, 1000);
      CHECK(static_cast<double>(sum_of(canvas)) ==
            doctest::Approx(1000 * 3.14159 * 80 * 30).epsilon(0.02));
    }
  }

  TEST_CASE("an ellipse lies where it is put: x to the right, y downwards, turned clockwise") {
    Canvas canvas(100, 200, 100, 0);
    canvas.paint({5000, -2000, 1000, 500}, 7);
    CHECK(at(canvas, 30, 150) == 7);
    CHECK(at(canvas, 70, 50) == 0);
    Canvas turned(101, 101, 100, 0);
    turned.paint({0, 0, 4000, 400, 45}, 7);
    CHECK(at(turned, 70, 70) == 7);  // right and down
    CHECK(at(turned, 30, 70) == 0);
  }

  TEST_CASE("what lies partly or wholly outside the canvas does no harm") {
    Canvas canvas(10, 10, 100, 5);
    canvas.paint({100000, 100000, 300, 300}, 9);
    canvas.paint({-100000, 0, 300, 300, 20}, 9);
    for (const std::int32_t value : canvas.values())
      CHECK(value == 5);
    canvas.paint({0, 0, 1000000, 1000000}, 9);
    for (const std::int32_t value : canvas.values())
      CHECK(value == 9);
  }

  TEST_CASE("an ellipsoid adds its peak in the middle and nothing at the edge") {
    Canvas canvas(101, 101, 100, 100);
    canvas.add_ellipsoid({0, 0, 4000, 4000}, 1000);
    CHECK(at(canvas, 50, 50) == doctest::Approx(1100).epsilon(0.001));
    CHECK(at(canvas, 50, 74) ==
          doctest::Approx(900).epsilon(0.01));  // 0.8 of the peak at 0.6 of the radius
    CHECK(at(canvas, 50, 92) == 100);
  }

  TEST_CASE("a ring adds along its line alone") {
    Canvas canvas(101, 101, 100, 0);
    canvas.add_ring({0, 0, 3000, 3000}, 300, 1000);
    CHECK(at(canvas, 50, 50) == 0);
    CHECK(at(canvas, 50, 80) > 950);
    CHECK(at(canvas, 50, 85) == 0);
  }

  TEST_CASE("clouds stay within their peak and take both signs") {
    std::int32_t lowest = 0;
    std::int32_t highest = 0;
    for (std::int64_t x = -5000; x < 5000; x += 37) {
      const std::int32_t value = cloud(3, 500, x, x / 3, 100);
      lowest = std::min(lowest, value);
      highest = std::max(highest, value);
    }
    CHECK(lowest >= -100);
    CHECK(lowest < -30);
    CHECK(highest <= 100);
    CHECK(highest > 30);
  }
}
