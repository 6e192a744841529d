#include <algorithm>

#include <doctest/doctest.h>

#include "image/pictures.hpp"
#include "image/resize.hpp"
#include "support/random.hpp"

using namespace noctis;

TEST_SUITE("image/enlarge") {
  TEST_CASE("twice the size lies at quarters between the centres, and the edge goes on") {
    CHECK(enlarge(Image8{2, 1, 1, {0, 100}}, 4, 1) == Image8{4, 1, 1, {0, 25, 75, 100}});
    CHECK(enlarge(Image8{1, 2, 1, {0, 100}}, 1, 4) == Image8{1, 4, 1, {0, 25, 75, 100}});
  }

  TEST_CASE("halves round up") {
    // Centres of three on two: -1/6, 1/2, 7/6.
    CHECK(enlarge(Image8{2, 1, 1, {0, 1}}, 3, 1) == Image8{3, 1, 1, {0, 1, 1}});
  }

  TEST_CASE("both axes and every channel are interpolated") {
    const Image8 image{2, 2, 3, {0, 0, 0, 100, 0, 40, 0, 200, 0, 100, 200, 40}};
    const Image8 large = enlarge(image, 4, 4);
    // Sample (1, 1): a quarter across and a quarter down.
    const auto at = [&](std::size_t x, std::size_t y, std::size_t channel) {
      return int{large.samples[(y * 4 + x) * 3 + channel]};
    };
    CHECK(at(1, 1, 0) == 25);
    CHECK(at(1, 1, 1) == 50);
    CHECK(at(1, 1, 2) == 10);
    CHECK(at(2, 1, 0) == 75);
    CHECK(at(3, 3, 1) == 200);
  }

  TEST_CASE("its own size is the picture itself, and a flat picture stays flat") {
    const Image8 image = test::mixed_picture<std::uint8_t>(17, 13, 3, 1);
    CHECK(enlarge(image, 17, 13) == image);
    const Image8 flat{3, 3, 1, std::vector<std::uint8_t>(9, 255)};
    const Image8 large = enlarge(flat, 7, 5);
    CHECK(large.samples == std::vector<std::uint8_t>(35, 255));
  }

  TEST_CASE("no new sample lies outside its neighbours") {
    test::Random random(5);
    for (int round = 0; round < 50; ++round) {
      const Image8 image = test::mixed_picture<std::uint8_t>(2, 1, 1, random());
      const auto [low, high] = std::minmax(image.samples[0], image.samples[1]);
      for (const std::uint8_t sample : enlarge(image, 2 + random() % 50, 1).samples) {
        CHECK(sample >= low);
        CHECK(sample <= high);
      }
    }
  }

  TEST_CASE("R17: 16-bit samples are interpolated alike") {
    CHECK(enlarge(Image16{2, 1, 1, {0, 40000}}, 4, 1) ==
          Image16{4, 1, 1, {0, 10000, 30000, 40000}});
    const Image16 flat{3, 3, 1, std::vector<std::uint16_t>(9, 65535)};
    CHECK(enlarge(flat, 5000, 3).samples == std::vector<std::uint16_t>(15000, 65535));
  }
}
