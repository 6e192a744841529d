#include "dicom/read_display_attributes.hpp"

#include <algorithm>
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

  TEST_CASE("R9: which level each thing was said on is known") {
    const auto instance = enhanced();
    const auto first = test::display_of(*instance, 0), second = test::display_of(*instance, 1);
    CHECK(first.modality_level == Level::per_frame);
    CHECK(first.voi_level == Level::per_frame);
    CHECK(first.aspect_level == Level::per_frame);
    CHECK(second.modality_level == Level::shared);
    CHECK(second.voi_level == Level::shared);
    CHECK_FALSE(second.aspect_level.has_value());
    CHECK_FALSE(second.shutter_level.has_value());
    const auto plain = test::display_with(window("3"));
    CHECK(plain.voi_level == Level::dataset);
    CHECK_FALSE(plain.modality_level.has_value());
  }

  TEST_CASE("R7: a frame's own rescale decides whether the VOI LUT above it starts below zero") {
    DatasetWriter lut;
    lut.numbers({0x0028, 0x3002}, "US", {2, 0xFFF0, 12}).numbers({0x0028, 0x3006}, "US", {0, 4095});
    DatasetWriter added;
    added.text({0x0028, 0x0008}, "IS", "2")
        .sequence({0x0028, 0x3010}, {lut})
        .sequence({0x5200, 0x9230}, {transformation("-1024"), transformation("0")});
    const auto instance = test::open_image_with(added, 12);
    CHECK(test::display_of(*instance, 0).voi_luts.at(0).first_value_mapped == -16);
    CHECK(test::display_of(*instance, 1).voi_luts.at(0).first_value_mapped == 0xFFF0);
  }

  TEST_CASE("R33: what is not for display is told, once, and changes nothing") {
    const DatasetWriter mapping =
        DatasetWriter().sequence({0x0040, 0x9096}, {DatasetWriter()
                                                        .floats({0x0040, 0x9224}, "FD", {-500})
                                                        .floats({0x0040, 0x9225}, "FD", {10})});
    DatasetWriter added;
    added.text({0x0028, 0x1040}, "CS", "LOG")
        .raw(mapping.bytes())
        .sequence({0x5200, 0x9229}, {mapping});
    auto display = test::display_with(added);
    CHECK(std::count_if(display.remarks.begin(), display.remarks.end(),
                        [](const Remark& remark) { return remark.rule == "R33"; }) == 2);
    display.remarks.clear();
    CHECK(display == test::display_with(DatasetWriter()));
  }

  TEST_CASE("R32: Smallest and Largest Image Pixel Value are told of and change nothing") {
    DatasetWriter added;
    added.numbers({0x0028, 0x0106}, "US", {7}).numbers({0x0028, 0x0107}, "US", {9});
    auto display = test::display_with(added);
    CHECK(has_remark(display, "R32"));
    display.remarks.clear();
    CHECK(display == test::display_with(DatasetWriter()));
  }

  TEST_CASE("R3: a pair that does not count hides no window of the levels above") {
    const DatasetWriter bad =
        DatasetWriter().text({0x0028, 0x1050}, "DS", "40").text({0x0028, 0x1051}, "DS", "0");
    DatasetWriter added;
    added.sequence({0x5200, 0x9229}, {DatasetWriter().raw(frame_voi("2").bytes())})
        .sequence({0x5200, 0x9230}, {DatasetWriter().sequence({0x0028, 0x9132}, {bad})});
    const auto display = test::display_with(added);
    REQUIRE(display.windows.size() == 1);
    CHECK(display.windows[0].center == 2);
    CHECK(display.voi_level == Level::shared);
    CHECK(has_remark(display, "R3"));
  }

  TEST_CASE("R31: the profile of what a palette may colour is read, that of plain greys is not") {
    const DatasetWriter profile =
        DatasetWriter().element({0x0028, 0x2000}, "OB", Bytes{1, 2, 3, 4});
    CHECK(test::display_with(profile).icc_profile.empty());
    DatasetWriter palette = profile;
    for (std::uint16_t color = 0; color < 3; ++color) {
      palette.numbers({0x0028, static_cast<std::uint16_t>(0x1101 + color)}, "US", {1, 0, 16});
      palette.numbers({0x0028, static_cast<std::uint16_t>(0x1201 + color)}, "OW", {7});
    }
    CHECK(test::display_with(palette).icc_profile == std::vector<std::uint8_t>{1, 2, 3, 4});
  }

  TEST_CASE("R33: R34 has the only word where a relationship keeps the table from the display") {
    DatasetWriter added;
    added.text({0x0028, 0x1040}, "CS", "LOG").raw(rescale("-10").bytes());
    constexpr std::string_view x_ray_angiographic = "1.2.840.10008.5.1.4.1.1.12.1";
    const auto display = test::display_of(*test::open_image_with(
        added, 6, test::small_image(test::Syntax::explicit_little, 2, 3, x_ray_angiographic)));
    CHECK(has_remark(display, "R34"));
    CHECK_FALSE(has_remark(display, "R33"));
  }
}
