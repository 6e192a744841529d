#include "display/grey_table.hpp"

#include "display/frames.hpp"
#include "support/random.hpp"

using namespace noctis;
using test::integers;

TEST_SUITE("display/grey_table") {
  TEST_CASE("a table is indexed by the bit pattern, signed or not") {
    const DisplayAttributes none;
    const GreyTransform transform{ModalityTransform(none), VoiWindow{0, 4096}, false, {}};
    const auto table = make_grey_table(integers(12, true), transform).greys;
    REQUIRE(table.size() == 4096);
    CHECK(table[0x800] == 0);    // -2048
    CHECK(table[0x7ff] == 255);  // 2047
    CHECK(table[0] == 128);      // (0.5 / 4095 + 0.5) * 255 = 127.53
    CHECK(table[0xfff] == 127);  // -1
  }

  TEST_CASE("padding is black whatever the polarity, and only its own range is") {
    const DisplayAttributes none;
    const GreyTransform transform{ModalityTransform(none), VoiWindow{128, 256}, true,
                                  PixelPadding{-3.5, -2}};
    const auto table = make_grey_table(integers(8, true), transform).greys;
    CHECK(table[256 - 4] == 255);
    CHECK(table[256 - 3] == 0);
    CHECK(table[256 - 2] == 0);
    CHECK(table[256 - 1] == 255);
  }

  TEST_CASE("padding far outside the stored values touches nothing") {
    const DisplayAttributes none;
    const GreyTransform transform{ModalityTransform(none), VoiWindow{128, 256}, true,
                                  PixelPadding{1000, 1e300}};
    for (const std::uint8_t grey : make_grey_table(integers(4), transform).greys)
      CHECK(grey > 200);
  }

  TEST_CASE("every entry of a table is the transform of its value, for any window and slope") {
    test::Random random(40400);
    for (int round = 0; round < 400; ++round) {
      CAPTURE(round);
      const auto bits = static_cast<std::uint16_t>(1 + random.below(12));
      const PixelLayout layout = integers(bits, random.one_in(2));
      DisplayAttributes attributes;
      attributes.rescale = Rescale{static_cast<double>(random.between(-50, 50)) / 16 + 0.01,
                                   static_cast<double>(random.between(-2000, 2000)) / 2};
      const VoiWindow window{static_cast<double>(random.between(-4000, 4000)) / 2,
                             1 + static_cast<double>(random.below(6000)) / 4,
                             static_cast<VoiFunction>(random.below(3)),
                             {}};
      const GreyTransform transform{ModalityTransform(attributes), window, random.one_in(2), {}};
      const auto table = make_grey_table(layout, transform).greys;
      for (std::uint32_t pattern = 0; pattern < table.size(); ++pattern) {
        const auto stored = static_cast<double>(stored_value(layout, pattern));
        REQUIRE(table[pattern] == transform.grey<std::uint8_t>(stored));
      }
    }
  }
}
