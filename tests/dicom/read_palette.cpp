#include "dicom/read_palette.hpp"

#include <doctest/doctest.h>

#include "dicom/open_instance.hpp"

using namespace noctis;
using test::DatasetWriter;
using test::has_remark;
using test::Syntax;

namespace {

using Words = std::vector<std::uint16_t>;

DatasetWriter palette(const Words& descriptor, const Words& data) {
  DatasetWriter writer;
  for (const std::uint16_t color : Words{0x1101, 0x1102, 0x1103})
    writer.numbers({0x0028, color}, "US", descriptor);
  for (const std::uint16_t color : Words{0x1201, 0x1202, 0x1203})
    writer.numbers({0x0028, color}, "OW", data);
  return writer;
}

DisplayAttributes display_of(std::string_view photometric, const DatasetWriter& added) {
  DatasetWriter image;
  image.text({0x0008, 0x0018}, "UI", "1.2.3")
      .text({0x0028, 0x0004}, "CS", photometric)
      .numbers({0x0028, 0x0010}, "US", {1})
      .numbers({0x0028, 0x0011}, "US", {2})
      .numbers({0x0028, 0x0100}, "US", {8})
      .numbers({0x0028, 0x0101}, "US", {8})
      .numbers({0x0028, 0x0102}, "US", {7})
      .numbers({0x0028, 0x0103}, "US", {0})
      .raw(added.bytes());
  test::add_pixels(image, 1);
  return test::display_of(*test::open_bytes(test::part10("1.2.840.10008.1.2.1", image.bytes())));
}

}  // namespace

TEST_SUITE("dicom/read_palette") {
  TEST_CASE("R15: a palette of 16 bits whose entries are all below 256 is taken as one of 8") {
    const auto wide = display_of("PALETTE COLOR", palette({2, 0, 16}, {0, 256}));
    REQUIRE(wide.palette.has_value());
    CHECK(wide.palette->red.bits_per_entry == 16);
    CHECK_FALSE(has_remark(wide, "R15"));
    CHECK_FALSE(wide.palette_is_supplemental);
    const auto narrow = display_of("PALETTE COLOR", palette({2, 0, 16}, {0, 255}));
    CHECK(narrow.palette->red.bits_per_entry == 8);
    CHECK(has_remark(narrow, "R15"));
  }

  TEST_CASE("R15: segmented tables are expanded to the descriptor's length") {
    DatasetWriter writer;
    for (const std::uint16_t color : Words{0x1101, 0x1102, 0x1103})
      writer.numbers({0x0028, color}, "US", {3, 5, 16});
    for (const std::uint16_t color : Words{0x1221, 0x1222, 0x1223})
      writer.numbers({0x0028, color}, "OW", {0, 1, 0, 1, 2, 2000});
    const auto display = display_of("PALETTE COLOR", writer);
    REQUIRE(display.palette.has_value());
    CHECK(display.palette->blue.entries == Words{0, 1000, 2000});
    CHECK(display.palette->blue.first_value_mapped == 5);
  }

  TEST_CASE("R15: beside grey pixels it is supplemental, where Pixel Presentation is COLOR") {
    DatasetWriter writer;
    writer.text({0x0008, 0x9205}, "CS", "COLOR").raw(palette({1, 200, 16}, {65535}).bytes());
    const auto display = display_of("MONOCHROME2", writer);
    CHECK(display.palette.has_value());
    CHECK(display.palette_is_supplemental);
    CHECK_FALSE(display_of("MONOCHROME2", palette({1, 200, 16}, {65535})).palette.has_value());
  }

  TEST_CASE("a palette with a table missing is left out with a remark") {
    DatasetWriter writer;
    writer.numbers({0x0028, 0x1101}, "US", {2, 0, 16}).numbers({0x0028, 0x1201}, "OW", {0, 9});
    const auto display = display_of("PALETTE COLOR", writer);
    CHECK_FALSE(display.palette.has_value());
    CHECK(has_remark(display, "R15"));
  }
}
