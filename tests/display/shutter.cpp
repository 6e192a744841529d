#include "display/shutter.hpp"

#include <algorithm>

#include "display/frames.hpp"

using namespace noctis;

namespace {

// What a shutter leaves of a white image, as rows of # and dots.
std::vector<std::string> left_by(const Shutter& shutter, std::uint32_t width, std::uint32_t height,
                                 const std::optional<PixelAspect>& aspect = std::nullopt) {
  Image8 image{width, height, 1,
               std::vector<std::uint8_t>(std::size_t{width} * height, std::uint8_t{200})};
  CHECK(apply_shutter(shutter, aspect, image).empty());
  std::vector<std::string> rows;
  for (std::size_t y = 0; y < height; ++y) {
    std::string row;
    for (std::size_t x = 0; x < width; ++x)
      row += image.samples[y * width + x] == 200 ? '#' : '.';
    rows.push_back(row);
  }
  return rows;
}

using Rows = std::vector<std::string>;

}  // namespace

TEST_SUITE("display/shutter") {
  TEST_CASE("R40: a rectangle's edges belong to it and count from 1") {
    Shutter shutter;
    shutter.rectangle = {2, 3, 1, 2};
    CHECK(left_by(shutter, 4, 3) == Rows{".##.", ".##.", "...."});
  }

  TEST_CASE("R40: a circle's radius is of pixels along a row") {
    Shutter shutter;
    shutter.circle = {3, 3, 2};
    CHECK(left_by(shutter, 5, 5) == Rows{"..#..", ".###.", "#####", ".###.", "..#.."});
    // Rows twice as far apart as columns: one row is two pixels.
    CHECK(left_by(shutter, 5, 5, PixelAspect{2, 1, "PixelSpacing"}) ==
          Rows{".....", "..#..", "#####", "..#..", "....."});
  }

  TEST_CASE("R40: a polygon is closed, and its vertices and edges belong to it") {
    Shutter shutter;
    shutter.polygon = {{1, 3}, {3, 5}, {5, 3}, {3, 1}};
    CHECK(left_by(shutter, 5, 5) == Rows{"..#..", ".###.", "#####", ".###.", "..#.."});
    shutter.polygon = {{2, 2}, {2, 4}, {4, 4}, {4, 2}};
    CHECK(left_by(shutter, 5, 5) == Rows{".....", ".###.", ".###.", ".###.", "....."});
    // A notch from above.
    shutter.polygon = {{1, 1}, {3, 3}, {1, 5}, {5, 5}, {5, 1}};
    CHECK(left_by(shutter, 5, 5) == Rows{"#...#", "##.##", "#####", "#####", "#####"});
  }

  TEST_CASE("R40: a slanted edge belongs to its polygon wherever it meets a pixel's centre") {
    // From row -5 and column 30 to row 21 and column 4: where row and column make 25.
    Shutter left, right;
    left.polygon = {{-5, 30}, {21, 4}, {-5, 4}};
    right.polygon = {{-5, 30}, {21, 4}, {21, 30}};
    const Rows left_rows = left_by(left, 24, 20), right_rows = left_by(right, 24, 20);
    for (std::size_t row = 1; row <= 20; ++row) {
      CAPTURE(row);
      CHECK(left_rows[row - 1] == "..." + std::string(22 - row, '#') + std::string(row - 1, '.'));
      CHECK(right_rows[row - 1] == std::string(24 - row, '.') + std::string(row, '#'));
    }
  }

  TEST_CASE("R40: several shapes leave what is inside all of them") {
    Shutter shutter;
    shutter.rectangle = {1, 3, 1, 5};
    shutter.circle = {3, 3, 1};
    CHECK(left_by(shutter, 5, 5) == Rows{".....", "..#..", ".##..", "..#..", "....."});
  }

  TEST_CASE("R40: what is hidden takes the presentation value, of 16 bits, else black") {
    Shutter shutter;
    shutter.rectangle = {1, 1, 1, 1};
    Image8 image{2, 1, 3, {1, 2, 3, 4, 5, 6}};
    CHECK(apply_shutter(shutter, {}, image).empty());
    CHECK(image.samples == test::Greys{1, 2, 3, 0, 0, 0});
    shutter.presentation_value = 32896;  // 128 * 257
    CHECK(apply_shutter(shutter, {}, image).empty());
    CHECK(image.samples == test::Greys{1, 2, 3, 128, 128, 128});
  }

  TEST_CASE("R40: a shutter without a shape, or with extreme numbers, does no harm") {
    CHECK(left_by({}, 2, 1) == Rows{"##"});
    constexpr std::int32_t low = -2147483647 - 1, high = 2147483647;
    Shutter shutter;
    shutter.rectangle = {low, high, low, high};
    shutter.circle = {1, 1, high};
    shutter.polygon = {{low, low}, {low, high}, {high, high}, {high, low}};
    CHECK(left_by(shutter, 2, 2) == Rows{"##", "##"});
    shutter.circle = {1, 1, -5};
    CHECK(left_by(shutter, 1, 1) == Rows{"."});
  }

  TEST_CASE("R40: a polygon of too many vertices is left out and told of") {
    Shutter shutter;
    shutter.polygon.assign(10001, {1, 1});
    Image8 image{2, 1, 1, {7, 7}};
    const auto remarks = apply_shutter(shutter, {}, image);
    REQUIRE(remarks.size() == 1);
    CHECK(remarks.front().rule == "R40");
    CHECK(image.samples == test::Greys{7, 7});
  }
}
