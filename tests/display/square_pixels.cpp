#include "display/square_pixels.hpp"

#include <cmath>

#include "display/frames.hpp"

using namespace noctis;

namespace {

std::pair<std::uint32_t, std::uint32_t> squared(std::uint32_t width, std::uint32_t height,
                                                double vertical, double horizontal) {
  const SquareSize size = square_size(width, height, {vertical, horizontal, "PixelSpacing"});
  return {size.width, size.height};
}

using Size = std::pair<std::uint32_t, std::uint32_t>;

}  // namespace

TEST_SUITE("display/square_pixels") {
  TEST_CASE("R17: the coarser axis is enlarged, and value 1 is vertical") {
    CHECK(squared(100, 50, 2, 1) == Size(100, 100));
    CHECK(squared(100, 50, 1, 2) == Size(200, 50));
    CHECK(squared(100, 50, 0.3, 0.2) == Size(100, 75));
    CHECK(squared(3, 5, 1, 1.5) == Size(5, 5));  // 4.5 rounds up
  }

  TEST_CASE("R17: half way between two sizes is rounded up whichever axis is the coarser") {
    CHECK(squared(5, 9, 1.25, 1.625) == Size(7, 9));  // 6.5
    CHECK(squared(9, 5, 1.625, 1.25) == Size(9, 7));
    CHECK(squared(9, 27, 1.625, 0.75) == Size(9, 59));  // 58.5; 13/6 as a double is below 13/6
    CHECK(squared(27, 9, 0.75, 1.625) == Size(59, 9));
  }

  TEST_CASE("R17: ratios within 1 % are square") {
    CHECK(squared(1000, 1000, 1.01, 1) == Size(1000, 1000));
    CHECK(squared(1000, 1000, 1.2, 1.201199999999) == Size(1000, 1000));
    CHECK(squared(1000, 1000, 1.011, 1) == Size(1000, 1011));
    CHECK(squared(1000, 1000, 1, 1.011) == Size(1011, 1000));
  }

  TEST_CASE("R17: an absurd ratio leaves the picture as it is, and is told of") {
    for (const auto& [vertical, horizontal] : {std::pair{1e300, 1e-300}, std::pair{1e-300, 1e300},
                                               std::pair{1000.0, 1.0}, std::pair{1.0, 129.0}}) {
      const SquareSize size = square_size(512, 512, {vertical, horizontal, "PixelAspectRatio"});
      CHECK(Size(size.width, size.height) == Size(512, 512));
      REQUIRE(size.remark.has_value());
      CHECK(size.remark->rule == "R17");
    }
    // 2^26 pixels are too many before either side is too long.
    CHECK(squared(4096, 4096, 4, 1) == Size(4096, 16384));
    CHECK(squared(4096, 4096, 4.1, 1) == Size(4096, 4096));
  }
}
