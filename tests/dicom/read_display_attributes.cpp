#include "dicom/read_display_attributes.hpp"

#include <thread>

#include <doctest/doctest.h>

#include "dicom/open_instance.hpp"

using namespace noctis;
using test::DatasetWriter;
using test::has_remark;

namespace {

DatasetWriter rescale(std::string_view intercept) {
  DatasetWriter writer;
  return writer.text({0x0028, 0x1052}, "DS", intercept)
      .text({0x0028, 0x1053}, "DS", "1")
      .text({0x0028, 0x1054}, "LO", "HU");
}

DatasetWriter window(std::string_view center) {
  DatasetWriter writer;
  return writer.text({0x0028, 0x1050}, "DS", center).text({0x0028, 0x1051}, "DS", "400");
}

DatasetWriter transformation(std::string_view intercept) {
  return DatasetWriter().sequence({0x0028, 0x9145}, {rescale(intercept)});
}

DatasetWriter frame_voi(std::string_view center) {
  return DatasetWriter().sequence({0x0028, 0x9132}, {window(center)});
}

DatasetWriter measures(std::string_view spacing) {
  return DatasetWriter().sequence({0x0028, 0x9110},
                                  {DatasetWriter().text({0x0028, 0x0030}, "DS", spacing)});
}

/// Three frames: the first has everything of its own, the second nothing, the third no item.
std::unique_ptr<Instance> enhanced() {
  DatasetWriter own;
  own.raw(transformation("-10").bytes()).raw(frame_voi("1").bytes()).raw(measures("3\\4").bytes());
  DatasetWriter added;
  added.text({0x0028, 0x0008}, "IS", "3")
      .raw(rescale("-30").bytes())
      .raw(window("3").bytes())
      .sequence({0x5200, 0x9229},
                {DatasetWriter().raw(transformation("-20").bytes()).raw(frame_voi("2").bytes())})
      .sequence({0x5200, 0x9230}, {own, DatasetWriter()});
  return test::open_image_with(added, 18);
}

DatasetWriter image_type(std::string_view values) {
  return DatasetWriter().text({0x0008, 0x0008}, "CS", values);
}

DatasetWriter untyped_rescale() {
  return DatasetWriter().text({0x0028, 0x1052}, "DS", "-1024").text({0x0028, 0x1053}, "DS", "1");
}

bool is_hounsfield(DatasetWriter added) {
  return test::display_with(added).hounsfield_units;
}

}  // namespace

TEST_SUITE("dicom/read_display_attributes") {
  TEST_CASE("R9: the frame's own groups win over the shared ones, and those over the top level") {
    const auto instance = enhanced();
    const auto first = test::display_of(*instance, 0);
    CHECK(first.rescale == Rescale{1, -10});
    REQUIRE(first.windows.size() == 1);
    CHECK(first.windows[0].center == 1);
    CHECK(first.aspect == PixelAspect{3, 4, "PixelSpacing"});
    const auto second = test::display_of(*instance, 1);
    CHECK(second.rescale == Rescale{1, -20});
    CHECK(second.windows[0].center == 2);
    CHECK_FALSE(second.aspect.has_value());
    CHECK_FALSE(has_remark(second, "R9"));
    const auto third = test::display_of(*instance, 2);
    CHECK(third.rescale == Rescale{1, -20});
    CHECK(has_remark(third, "R9"));
  }

  TEST_CASE("the attributes of many frames may be asked for by many threads at once") {
    const auto instance = enhanced();
    const auto expected = test::display_of(*instance, 0);
    std::vector<std::thread> threads;
    std::vector<int> right(4);
    for (auto& count : right) {
      threads.emplace_back([&] {
        for (int i = 0; i < 200; ++i) {
          const auto display = instance->display_attributes(0);
          count += display && *display == expected ? 1 : 0;
        }
      });
    }
    for (auto& thread : threads)
      thread.join();
    CHECK(right == std::vector<int>{200, 200, 200, 200});
  }

  TEST_CASE("values are Hounsfield units where the file says so, or where nothing speaks against") {
    CHECK(is_hounsfield(rescale("-1024")));
    CHECK(is_hounsfield(image_type("ORIGINAL\\PRIMARY\\AXIAL").raw(untyped_rescale().bytes())));
    CHECK_FALSE(
        is_hounsfield(image_type("ORIGINAL\\PRIMARY\\LOCALIZER").raw(untyped_rescale().bytes())));
    CHECK_FALSE(
        is_hounsfield(image_type("DERIVED\\SECONDARY\\AXIAL").raw(untyped_rescale().bytes())));
    CHECK_FALSE(is_hounsfield(untyped_rescale()));
    CHECK_FALSE(is_hounsfield(image_type("ORIGINAL\\PRIMARY\\AXIAL")));
    CHECK_FALSE(is_hounsfield(image_type("ORIGINAL\\PRIMARY\\AXIAL")
                                  .text({0x0018, 0x9361}, "CS", "YES")
                                  .raw(untyped_rescale().bytes())));
    CHECK_FALSE(is_hounsfield(image_type("ORIGINAL\\PRIMARY\\AXIAL")
                                  .raw(untyped_rescale().bytes())
                                  .text({0x0028, 0x1054}, "LO", "US")));
  }

  TEST_CASE("R10: a Presentation LUT Sequence in an image is told of and not applied") {
    DatasetWriter lut;
    lut.numbers({0x0028, 0x3002}, "US", {1, 0, 16}).numbers({0x0028, 0x3006}, "OW", {7});
    DatasetWriter added;
    added.sequence({0x2050, 0x0010}, {lut}).text({0x2050, 0x0020}, "CS", "INVERSE");
    const auto display = test::display_with(added);
    CHECK(has_remark(display, "R10"));
    CHECK(display.presentation_lut_shape == "INVERSE");
  }

  TEST_CASE("R39: a COLOR_RANGE is told of") {
    CHECK(has_remark(
        test::display_with(DatasetWriter().text({0x0008, 0x9205}, "CS", "COLOR_RANGE")), "R39"));
  }

  TEST_CASE("R31: a grey image carries no ICC profile") {
    CHECK(test::display_with(DatasetWriter().element({0x0028, 0x2000}, "OB", Bytes(128, 1)))
              .icc_profile.empty());
  }
}
