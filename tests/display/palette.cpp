#include "display/palette.hpp"

#include "display/frames.hpp"

using namespace noctis;
using test::frame_of;
using test::Greys;
using test::table_of;

namespace {

Palette palette_of(std::int32_t first, std::uint16_t bits, std::vector<std::uint16_t> red,
                   std::vector<std::uint16_t> green, std::vector<std::uint16_t> blue) {
  return {table_of(first, bits, std::move(red)), table_of(first, bits, std::move(green)),
          table_of(first, bits, std::move(blue))};
}

}  // namespace

TEST_SUITE("display/palette") {
  TEST_CASE("R15: entries of 16 bits become round(v * 255 / 65535)") {
    const Palette palette = palette_of(0, 16, {0, 65535}, {128, 129}, {32768, 65407});
    const PaletteColors colors(palette);
    CHECK(colors(0) == Rgb{0, 0, 128});    // 128 / 257 = 0.498; 127.502
    CHECK(colors(1) == Rgb{255, 1, 255});  // 0.502; 254.502
    CHECK(colors.remarks().empty());
  }

  TEST_CASE(
      "R15: a palette of 16 bits whose entries are all of 8 is taken as one of 8, and told of") {
    const Palette palette = palette_of(0, 16, {0, 255}, {1, 254}, {2, 3});
    const PaletteColors colors(palette);
    CHECK(colors(1) == Rgb{255, 254, 3});
    REQUIRE(colors.remarks().size() == 1);
    CHECK(colors.remarks().front().rule == "R15");
  }

  TEST_CASE("R15: one greater entry of one colour is enough to believe the 16 bits") {
    const Palette palette = palette_of(0, 16, {0, 255}, {1, 254}, {2, 256});
    CHECK(PaletteColors(palette)(1) == Rgb{1, 1, 1});
  }

  TEST_CASE("R15: values outside the palette take its first and last colour, signed values too") {
    const Palette palette = palette_of(-1, 8, {10, 20}, {30, 40}, {50, 60});
    const PaletteColors colors(palette);
    CHECK(colors(-100) == Rgb{10, 30, 50});
    CHECK(colors(-1) == Rgb{10, 30, 50});
    CHECK(colors(0) == Rgb{20, 40, 60});
    CHECK(colors(100) == Rgb{20, 40, 60});
  }
}
