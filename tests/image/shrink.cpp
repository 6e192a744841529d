#include <algorithm>

#include <doctest/doctest.h>

#include "image/pictures.hpp"
#include "image/resize.hpp"
#include "support/random.hpp"

using namespace noctis;

namespace {

// The definition, literally: the integral of the picture over the new pixel's rectangle, in units
// of 1/(new width) x 1/(new height) of an old pixel.
template <class Sample>
Sample area_average(const BasicImage<Sample>& image, std::uint32_t width, std::uint32_t height,
                    std::uint32_t x, std::uint32_t y, std::uint32_t channel) {
  const auto overlap = [](std::uint64_t a, std::uint64_t b, std::uint64_t c, std::uint64_t d) {
    const std::uint64_t low = std::max(a, c), high = std::min(b, d);
    return high > low ? high - low : 0;
  };
  std::uint64_t sum = 0;
  for (std::uint64_t v = 0; v < image.height; ++v)
    for (std::uint64_t u = 0; u < image.width; ++u) {
      const std::uint64_t across =
          overlap(u * width, (u + 1) * width, std::uint64_t{x} * image.width,
                  (std::uint64_t{x} + 1) * image.width);
      const std::uint64_t down =
          overlap(v * height, (v + 1) * height, std::uint64_t{y} * image.height,
                  (std::uint64_t{y} + 1) * image.height);
      sum += across * down * image.samples[(v * image.width + u) * image.channels + channel];
    }
  const std::uint64_t area = std::uint64_t{image.width} * image.height;
  const std::uint64_t floor = sum / area, rest = sum % area;
  return static_cast<Sample>(2 * rest >= area ? floor + 1 : floor);
}

template <class Sample>
void check_against_the_definition() {
  test::Random random(20240501);
  for (int round = 0; round < 300; ++round) {
    const std::uint32_t width = 1 + random() % 24, height = 1 + random() % 24;
    const std::uint32_t channels = random() % 2 == 0 ? 1 : 3, side = 1 + random() % 24;
    CAPTURE(round);
    CAPTURE(width);
    CAPTURE(height);
    CAPTURE(side);
    const auto image = test::mixed_picture<Sample>(width, height, channels, random());
    const auto small = shrink_to_fit(image, side);
    REQUIRE(std::pair(small.width, small.height) == fitted_size(width, height, side));
    BasicImage<Sample> expected{small.width, small.height, channels, {}};
    for (std::uint32_t y = 0; y < small.height; ++y)
      for (std::uint32_t x = 0; x < small.width; ++x)
        for (std::uint32_t channel = 0; channel < channels; ++channel)
          expected.samples.push_back(area_average(image, small.width, small.height, x, y, channel));
    REQUIRE(small == expected);
  }
}

}  // namespace

TEST_SUITE("image/shrink") {
  TEST_CASE("R28: a fitted size keeps the longer side's limit, the ratio, and one pixel at least") {
    using Size = std::pair<std::uint32_t, std::uint32_t>;
    CHECK(fitted_size(512, 512, 256) == Size(256, 256));
    CHECK(fitted_size(2000, 2500, 256) == Size(205, 256));  // 204.8
    CHECK(fitted_size(3, 2, 2) == Size(2, 1));              // 1.33
    CHECK(fitted_size(4, 2, 3) == Size(3, 2));              // 1.5 rounds up
    CHECK(fitted_size(65535, 1, 256) == Size(256, 1));
    CHECK(fitted_size(100, 256, 256) == Size(100, 256));
    CHECK(fitted_size(4294967295, 4294967295, 1) == Size(1, 1));
  }

  TEST_CASE("R28: a picture that fits is not enlarged") {
    const Image8 image = test::mixed_picture<std::uint8_t>(100, 40, 1, 1);
    CHECK(shrink_to_fit(image, 100) == image);
    CHECK(shrink_to_fit(image, 256) == image);
  }

  TEST_CASE("R28: half the size is the mean of four, halves up") {
    const Image8 image{2, 4, 1, {0, 1, 1, 0, 255, 255, 255, 254}};
    CHECK(shrink_to_fit(image, 2) == Image8{1, 2, 1, {1, 255}});  // 0.5; 254.75
  }

  TEST_CASE("R28: a pixel that is cut counts by its share") {
    // Three pixels onto two: (0 + 90/2) / 1.5 and (90/2 + 30) / 1.5.
    CHECK(shrink_to_fit(Image8{3, 1, 1, {0, 90, 30}}, 2) == Image8{2, 1, 1, {30, 50}});
    CHECK(shrink_to_fit(Image8{1, 3, 1, {0, 90, 30}}, 2) == Image8{1, 2, 1, {30, 50}});
  }

  TEST_CASE("R28: the same average as the definition's, for any size, depth, grey and colour") {
    check_against_the_definition<std::uint8_t>();
    check_against_the_definition<std::uint16_t>();
  }

  TEST_CASE("R28: white stays white on the largest of pictures") {
    const Image8 tall{1, 1 << 20, 1, std::vector<std::uint8_t>(1 << 20, 255)};
    CHECK(shrink_to_fit(tall, 3) == Image8{1, 3, 1, {255, 255, 255}});
    const Image16 deep{1, 1 << 20, 1, std::vector<std::uint16_t>(1 << 20, 65535)};
    CHECK(shrink_to_fit(deep, 3) == Image16{1, 3, 1, {65535, 65535, 65535}});
  }
}
