#include <doctest/doctest.h>

#include "dicom/open_instance.hpp"

using namespace noctis;
using test::DatasetWriter;

namespace {

std::optional<PixelPadding> padding(const DatasetWriter& added) {
  return test::display_with(added).padding;
}

constexpr Tag value{0x0028, 0x0120};
constexpr Tag range_limit{0x0028, 0x0121};
constexpr Tag pixel_representation{0x0028, 0x0103};

DatasetWriter signed_12_bit_image(const DatasetWriter& added) {
  DatasetWriter image;
  image.text({0x0008, 0x0060}, "CS", "CT")
      .text({0x0008, 0x0018}, "UI", "1.2.3")
      .text({0x0028, 0x0004}, "CS", "MONOCHROME2")
      .numbers({0x0028, 0x0010}, "US", {1})
      .numbers({0x0028, 0x0011}, "US", {1})
      .numbers({0x0028, 0x0100}, "US", {16})
      .numbers({0x0028, 0x0101}, "US", {12})
      .numbers({0x0028, 0x0102}, "US", {11})
      .numbers(pixel_representation, "US", {1})
      .raw(added.bytes());
  return test::add_pixels(image, 1);
}

}  // namespace

TEST_SUITE("dicom/read_padding") {
  TEST_CASE("R11: padding is one value, or all from the smaller to the larger of two") {
    CHECK(padding(DatasetWriter().numbers(value, "US", {63})) == PixelPadding{63, 63});
    CHECK(padding(DatasetWriter().numbers(value, "US", {63}).numbers(range_limit, "US", {0})) ==
          PixelPadding{0, 63});
    CHECK_FALSE(padding(DatasetWriter().numbers(range_limit, "US", {0})).has_value());
    CHECK_FALSE(padding(DatasetWriter()).has_value());
  }

  TEST_CASE("R11: padding is masked and sign-extended as the pixels are, whatever its VR") {
    for (const char* vr : {"US", "SS"}) {
      const DatasetWriter added = DatasetWriter().numbers(value, vr, {0xF830});  // -2000
      const auto image =
          test::open_bytes(test::part10("1.2.840.10008.1.2.1", signed_12_bit_image(added).bytes()));
      CHECK(test::display_of(*image).padding == PixelPadding{-2000, -2000});
    }
    CHECK(padding(DatasetWriter().numbers(value, "SS", {0xFFFF})) == PixelPadding{4095, 4095});
  }
  TEST_CASE("R11: what Bits Stored cannot hold is cut off, and told") {
    // 12 bits, unsigned: 0xF830 is 0x830 behind the mask.
    const auto display = test::display_with(DatasetWriter().numbers(value, "US", {0xF830}));
    CHECK(display.padding == PixelPadding{2096, 2096});
    CHECK(test::has_remark(display, "R11"));
    CHECK_FALSE(
        test::has_remark(test::display_with(DatasetWriter().numbers(value, "US", {4095})), "R11"));
    // -2000, whole or cut to 12 bits, is one a signed 12-bit pixel may have.
    for (const std::uint16_t written : {std::uint16_t{0xF830}, std::uint16_t{0x0830}}) {
      const DatasetWriter added = DatasetWriter().numbers(value, "US", {written});
      const auto image =
          test::open_bytes(test::part10("1.2.840.10008.1.2.1", signed_12_bit_image(added).bytes()));
      CHECK_FALSE(test::has_remark(test::display_of(*image), "R11"));
    }
  }

  TEST_CASE(
      "R11: an image of one sample is grey, whatever it calls itself, unless it has a palette") {
    const auto called = [](std::string_view photometric_interpretation) {
      const auto image = test::open_image_with(
          DatasetWriter().numbers(value, "US", {63}), 6,
          test::small_image(test::Syntax::explicit_little, 2, 3, "1.2.840.10008.5.1.4.1.1.2",
                            photometric_interpretation));
      return test::display_of(*image).padding.has_value();
    };
    CHECK(called("GRAYSCALE"));
    CHECK(called("RGB"));  // of one sample: taken as MONOCHROME2
    CHECK_FALSE(called("PALETTE COLOR"));
  }

  TEST_CASE(
      "R11: encapsulated pixels may have more bits than Bits Stored, and so may their padding") {
    DatasetWriter image = test::small_image(test::Syntax::explicit_little);
    image
        .numbers(value, "US", {5000})  // of 12 bits stored
        .header({0x7FE0, 0x0010}, "OB", 0xFFFFFFFF)
        .fragment({})
        .fragment(Bytes(64))
        .sequence_end();
    const auto padding_under = [&](std::string_view syntax) {
      return test::display_of(*test::open_bytes(test::part10(syntax, image.bytes()))).padding;
    };
    CHECK(padding_under("1.2.840.10008.1.2.4.70") == PixelPadding{5000, 5000});
    // But not where the fragments hold what native pixel data would.
    for (const char* syntax :
         {"1.2.840.10008.1.2.5", "1.2.840.10008.1.2.1.98", "1.2.840.10008.1.2.8.1"})
      CHECK(padding_under(syntax) == PixelPadding{904, 904});
  }
}
