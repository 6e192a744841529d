#include "display/overlay.hpp"

#include "display/frames.hpp"

using namespace noctis;
using test::Greys;

namespace {

Image8 blank(std::uint32_t width, std::uint32_t height, std::uint32_t channels = 1) {
  return {width, height, channels,
          std::vector<std::uint8_t>(std::size_t{width} * height * channels, 9)};
}

}  // namespace

TEST_SUITE("display/overlay") {
  TEST_CASE("R18: bits are packed low bit first without padding between rows") {
    Image8 image = blank(3, 3);
    // 1 0 1 / 0 1 0 / 1 0 0
    const Overlay overlay{0x6000, 3, 3, 1, 1, {0b01010101, 0b0}};
    CHECK(draw_overlays({overlay}, image).empty());
    CHECK(image.samples == Greys{255, 9, 255, 9, 255, 9, 255, 9, 9});
  }

  TEST_CASE("R18: the origin counts from 1 and what lies off the image is not drawn") {
    Image8 image = blank(2, 2);
    // 2 x 2 of ones, its first pixel one up and one left of the image.
    CHECK(draw_overlays({{0x6000, 2, 2, 0, 0, {0b1111}}}, image).empty());
    CHECK(image.samples == Greys{255, 9, 9, 9});
    image = blank(2, 2);
    CHECK(draw_overlays({{0x6000, 2, 2, 2, 2, {0b1111}}}, image).empty());
    CHECK(image.samples == Greys{9, 9, 9, 255});
    image = blank(2, 2);
    for (const std::int32_t far : {-2147483647 - 1, -2, 3, 2147483647})
      CHECK(draw_overlays({{0x6000, 2, 2, far, 1, {0b1111}}}, image).empty());
    CHECK(image == blank(2, 2));
  }

  TEST_CASE("R18: an overlay has a size of its own") {
    Image8 image = blank(3, 2);
    CHECK(draw_overlays({{0x6000, 1, 5, 2, 1, {0b10110}}}, image).empty());
    CHECK(image.samples == Greys{9, 9, 9, 9, 255, 255});
  }

  TEST_CASE("R18: on a colour image it is white") {
    Image8 image = blank(2, 1, 3);
    CHECK(draw_overlays({{0x6000, 1, 2, 1, 1, {0b10}}}, image).empty());
    CHECK(image.samples == Greys{9, 9, 9, 255, 255, 255});
  }

  TEST_CASE("R18: a bad overlay is told of, and the others are drawn") {
    Image8 image = blank(3, 3);
    const auto remarks = draw_overlays({{0x6002, 3, 3, 1, 1, {0xff}},
                                        {0x6004, 0, 3, 1, 1, {0xff}},
                                        {0x6006, 4294967295, 4294967295, 1, 1, {0xff}},
                                        {0x6000, 1, 1, 1, 1, {1}}},
                                       image);
    REQUIRE(remarks.size() == 3);
    CHECK(remarks[0] == Remark{"R18", "overlay 6002 of 3 x 3 has 8 bits: left out"});
    CHECK(image.samples == Greys{255, 9, 9, 9, 9, 9, 9, 9, 9});
  }
}
