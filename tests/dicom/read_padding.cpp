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
    CHECK(padding(DatasetWriter().numbers(value, "US", {4095})) == PixelPadding{4095, 4095});
  }

  TEST_CASE("R11: what Bits Stored cannot hold is to be cut, but stays whole for other frames") {
    CHECK(padding(DatasetWriter().numbers(value, "US", {0xF830})) ==
          PixelPadding{0xF830, 0xF830, 12});
    CHECK(padding(DatasetWriter().numbers(value, "SS", {0xFFFF})) ==
          PixelPadding{0xFFFF, 0xFFFF, 12});
    CHECK(
        padding(DatasetWriter().numbers(value, "US", {0xF830}).numbers(range_limit, "US", {63})) ==
        PixelPadding{63, 0xF830, 12});
    CHECK(
        padding(DatasetWriter().numbers(value, "US", {63}).numbers(range_limit, "US", {0xF830})) ==
        PixelPadding{63, 0xF830, 12});
    // -2000, whole or cut to 12 bits, is one a signed 12-bit pixel may have.
    for (const std::uint16_t written : {std::uint16_t{0xF830}, std::uint16_t{0x0830}}) {
      const DatasetWriter added = DatasetWriter().numbers(value, "US", {written});
      const auto image =
          test::open_bytes(test::part10("1.2.840.10008.1.2.1", signed_12_bit_image(added).bytes()));
      CHECK(test::display_of(*image).padding == PixelPadding{-2000, -2000});
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
}
