#include "dicom/read_segmentation.hpp"

#include <doctest/doctest.h>

#include "dicom/open_instance.hpp"

using namespace noctis;
using test::DatasetWriter;
using test::display_with;

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

}  // namespace

TEST_SUITE("dicom/read_segmentation") {
  TEST_CASE("R23: the type and the maximum are the file's") {
    CHECK(display_with(segmentation("BINARY")).segmentation ==
          Segmentation{SegmentationType::binary, 1, {}});
    auto fractional = segmentation("FRACTIONAL");
    fractional.numbers({0x0062, 0x000E}, "US", {200});
    CHECK(display_with(fractional).segmentation ==
          Segmentation{SegmentationType::fractional, 200, {}});
    CHECK_FALSE(display_with(segmentation("OTHER")).segmentation.has_value());
  }

  TEST_CASE("R23: a label map's segments bring their recommended colours") {
    const auto labels = display_with(segmentation("LABELMAP")).segmentation;
    REQUIRE(labels.has_value());
    CHECK(labels->colors == std::vector<std::pair<std::uint32_t, std::uint32_t>>{{7, 0xFFFFFF}});
  }
}
