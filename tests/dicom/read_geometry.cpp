#include "dicom/read_geometry.hpp"

#include <doctest/doctest.h>

#include "dicom/open_instance.hpp"

using namespace noctis;
using test::DatasetWriter;
using test::display_with;

namespace {

constexpr Tag imager_pixel_spacing{0x0018, 0x1164};
constexpr Tag nominal_scanned_pixel_spacing{0x0018, 0x2010};
constexpr Tag pixel_spacing{0x0028, 0x0030};
constexpr Tag pixel_aspect_ratio{0x0028, 0x0034};

}  // namespace

TEST_SUITE("dicom/read_geometry") {
  TEST_CASE("R17: Pixel Spacing comes first, then Imager, then Nominal Scanned, then the ratio") {
    DatasetWriter all;
    all.text(imager_pixel_spacing, "DS", "2\\1")
        .text(nominal_scanned_pixel_spacing, "DS", "3\\1")
        .text(pixel_aspect_ratio, "IS", "4\\3");
    CHECK(display_with(all).aspect == PixelAspect{2, 1, "ImagerPixelSpacing"});
    all.text(pixel_spacing, "DS", "0.5\\0.25");
    CHECK(display_with(all).aspect == PixelAspect{0.5, 0.25, "PixelSpacing"});
    CHECK(display_with(DatasetWriter().text(pixel_aspect_ratio, "IS", "4\\3")).aspect ==
          PixelAspect{4, 3, "PixelAspectRatio"});
    CHECK_FALSE(display_with(DatasetWriter()).aspect.has_value());
  }

  TEST_CASE("R17: what is not positive is passed over") {
    for (const char* nonsense : {"0\\1", "1\\-1", "1", "a\\b", "\\"}) {
      DatasetWriter writer;
      writer.text(imager_pixel_spacing, "DS", "2\\1").text(pixel_spacing, "DS", nonsense);
      CHECK(display_with(writer).aspect == PixelAspect{2, 1, "ImagerPixelSpacing"});
    }
  }

  TEST_CASE("R40: the shapes that Shutter Shape names are read, with their presentation value") {
    DatasetWriter writer;
    writer.text({0x0018, 0x1600}, "CS", "RECTANGULAR\\CIRCULAR\\POLYGONAL")
        .text({0x0018, 0x1602}, "IS", "1")
        .text({0x0018, 0x1604}, "IS", "30")
        .text({0x0018, 0x1606}, "IS", "2")
        .text({0x0018, 0x1608}, "IS", "40")
        .text({0x0018, 0x1610}, "IS", "15\\16")
        .text({0x0018, 0x1612}, "IS", "12")
        .text({0x0018, 0x1620}, "IS", "1\\2\\3\\4\\5\\6")
        .numbers({0x0018, 0x1622}, "US", {65535});
    const auto shutter = display_with(writer).shutter;
    REQUIRE(shutter.has_value());
    CHECK(shutter->rectangle == Shutter::Rectangle{1, 30, 2, 40});
    CHECK(shutter->circle == Shutter::Circle{15, 16, 12});
    CHECK(shutter->polygon ==
          std::vector<std::pair<std::int32_t, std::int32_t>>{{1, 2}, {3, 4}, {5, 6}});
    CHECK(shutter->presentation_value == 65535);
  }

  TEST_CASE("R40: a shape without its numbers is no shutter") {
    DatasetWriter writer;
    writer.text({0x0018, 0x1600}, "CS", "CIRCULAR\\POLYGONAL")
        .text({0x0018, 0x1610}, "IS", "15\\16")
        .text({0x0018, 0x1620}, "IS", "1\\2\\3\\4");
    CHECK_FALSE(display_with(writer).shutter.has_value());
  }
}
