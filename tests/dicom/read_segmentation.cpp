#include "dicom/read_segmentation.hpp"

#include <doctest/doctest.h>

#include "dicom/open_instance.hpp"

using namespace noctis;
using test::DatasetWriter;

namespace {

DatasetWriter segmentation(std::string_view type) {
  DatasetWriter segment;
  segment.numbers({0x0062, 0x0004}, "US", {7})
      .numbers({0x0062, 0x000D}, "US", {65535, 0x8080, 0x8080});
  DatasetWriter without_color;
  without_color.numbers({0x0062, 0x0004}, "US", {8});
  DatasetWriter writer;
  return writer.text({0x0062, 0x0001}, "CS", type)
      .sequence({0x0062, 0x0002}, {segment, without_color});
}

/// Of Segmentation Storage, or another class.
DisplayAttributes display_of_class(
    const DatasetWriter& added, std::string_view sop_class_uid = "1.2.840.10008.5.1.4.1.1.66.4") {
  DatasetWriter image = test::small_image(test::Syntax::explicit_little, 2, 3, sop_class_uid);
  image.raw(added.bytes());
  test::add_pixels(image, 6);
  return test::display_of(*test::open_bytes(test::part10("1.2.840.10008.1.2.1", image.bytes())));
}

}  // namespace

TEST_SUITE("dicom/read_segmentation") {
  TEST_CASE("R23: the type and the maximum are the file's") {
    CHECK(display_of_class(segmentation("BINARY")).segmentation ==
          Segmentation{SegmentationType::binary, 1, {}});
    auto fractional = segmentation("FRACTIONAL");
    fractional.numbers({0x0062, 0x000E}, "US", {200});
    CHECK(display_of_class(fractional).segmentation ==
          Segmentation{SegmentationType::fractional, 200, {}});
    CHECK_FALSE(display_of_class(segmentation("OTHER")).segmentation.has_value());
  }

  TEST_CASE("R23: a label map's segments bring their recommended colours") {
    const auto labels = display_of_class(segmentation("LABELMAP")).segmentation;
    REQUIRE(labels.has_value());
    CHECK(labels->colors == std::vector<std::pair<std::uint32_t, std::uint32_t>>{{7, 0xFFFFFF}});
  }

  TEST_CASE("R23: a label map may have tens of thousands of segments that say much of themselves") {
    DatasetWriter code;
    code.text({0x0008, 0x0100}, "SH", "1")
        .text({0x0008, 0x0102}, "SH", "99")
        .text({0x0008, 0x0104}, "LO", "cell");
    std::vector<DatasetWriter> segments;
    for (std::uint16_t i = 0; i < 60000; ++i) {
      DatasetWriter& segment = segments.emplace_back();
      segment.sequence({0x0062, 0x0003}, {code})
          .numbers({0x0062, 0x0004}, "US", {i})
          .text({0x0062, 0x0005}, "LO", "a cell")
          .text({0x0062, 0x0008}, "CS", "AUTOMATIC")
          .text({0x0062, 0x0009}, "LO", "by whom")
          .numbers({0x0062, 0x000D}, "US", {65535, 0x8080, 0x8080})
          .sequence({0x0062, 0x000F}, {code});
    }
    DatasetWriter writer;
    writer.text({0x0062, 0x0001}, "CS", "LABELMAP").sequence({0x0062, 0x0002}, segments);
    writer.text({0x0062, 0x0013}, "CS", "NO");  // what comes behind is read again
    const auto labels = display_of_class(writer).segmentation;
    REQUIRE(labels.has_value());
    CHECK(labels->colors.size() == 60000);
  }

  TEST_CASE("R23: a Segmentation Type in another object than a segmentation means nothing") {
    const auto of_class = [](std::string_view uid) {
      return display_of_class(segmentation("BINARY"), uid).segmentation.has_value();
    };
    CHECK(of_class("1.2.840.10008.5.1.4.1.1.66.7"));
    CHECK_FALSE(of_class("1.2.840.10008.5.1.4.1.1.4"));
  }
}
