#include <doctest/doctest.h>

#include "dicom/open_instance.hpp"

using namespace noctis;
using test::DatasetWriter;
using test::display_with;
using test::has_remark;

namespace {

constexpr Tag intercept{0x0028, 0x1052};
constexpr Tag slope{0x0028, 0x1053};

DatasetWriter modality_lut() {
  DatasetWriter item;
  item.numbers({0x0028, 0x3002}, "US", {2, 0, 16})
      .text({0x0028, 0x3004}, "LO", "OD")
      .numbers({0x0028, 0x3006}, "OW", {3, 70});
  DatasetWriter writer;
  return writer.sequence({0x0028, 0x3000}, {item});
}

/// An image of another class than CT: the attribute comes once more, and the last one counts.
DisplayAttributes display_of_class(std::string_view sop_class_uid, std::string_view modality,
                                   const DatasetWriter& added) {
  DatasetWriter image;
  image.text({0x0008, 0x0016}, "UI", sop_class_uid)
      .text({0x0008, 0x0060}, "CS", modality)
      .numbers({0x0028, 0x0002}, "US", {1})
      .text({0x0028, 0x0004}, "CS", "MONOCHROME2")
      .numbers({0x0028, 0x0010}, "US", {1})
      .numbers({0x0028, 0x0011}, "US", {1})
      .numbers({0x0028, 0x0100}, "US", {16})
      .numbers({0x0028, 0x0101}, "US", {16})
      .numbers({0x0028, 0x0102}, "US", {15})
      .numbers({0x0028, 0x0103}, "US", {0})
      .raw(added.bytes());
  test::add_pixels(image, 1);
  return test::display_of(*test::open_bytes(test::part10("1.2.840.10008.1.2.1", image.bytes())));
}

}  // namespace

TEST_SUITE("dicom/read_modality_transform") {
  TEST_CASE("R13: a slope may be fractional or negative, and one of zero is one") {
    DatasetWriter writer;
    writer.text(intercept, "DS", "-0.5").text(slope, "DS", "-1.25E-2");
    CHECK(display_with(writer).rescale == Rescale{-0.0125, -0.5});
    DatasetWriter zero;
    zero.text(intercept, "DS", "-1024").text(slope, "DS", "0");
    const auto display = display_with(zero);
    CHECK(display.rescale == Rescale{1.0, -1024});
    CHECK(has_remark(display, "R13"));
    CHECK_FALSE(display_with(DatasetWriter()).rescale.has_value());
  }

  TEST_CASE("R13: a slope or an intercept that is no finite number is told of") {
    DatasetWriter writer;
    writer.text(intercept, "DS", "-1024").text(slope, "DS", "1E999");
    const auto no_slope = display_with(writer);
    CHECK(no_slope.rescale == Rescale{1.0, -1024});
    CHECK(has_remark(no_slope, "R13"));
    DatasetWriter other;
    other.text(intercept, "DS", "abc").text(slope, "DS", "2");
    const auto no_intercept = display_with(other);
    CHECK(no_intercept.rescale == Rescale{2.0, 0.0});
    CHECK(has_remark(no_intercept, "R13"));
  }

  TEST_CASE("R8: a Modality LUT beside a rescale is kept, so that it can win") {
    DatasetWriter both;
    both.text(intercept, "DS", "-1024").text(slope, "DS", "1").raw(modality_lut().bytes());
    const auto display = display_with(both);
    CHECK(display.rescale.has_value());
    REQUIRE(display.modality_lut.has_value());
    CHECK(display.modality_lut->entries == std::vector<std::uint16_t>{3, 70});
    CHECK(display.rescale_type == "OD");
  }

  TEST_CASE("R34: under LOG and DISP an X-ray image's Modality LUT or rescale is not for display") {
    const auto with = [](std::string_view sop_class, std::string_view relationship) {
      DatasetWriter added;
      added.text({0x0028, 0x1040}, "CS", relationship).raw(modality_lut().bytes());
      return display_of_class(sop_class, "XA", added);
    };
    constexpr std::string_view x_ray_angiographic = "1.2.840.10008.5.1.4.1.1.12.1";
    for (const char* relationship : {"LOG", "DISP"}) {
      const auto display = with(x_ray_angiographic, relationship);
      CHECK_FALSE(display.modality_lut.has_value());
      CHECK(has_remark(display, "R34"));
      DatasetWriter added;
      added.text({0x0028, 0x1040}, "CS", relationship)
          .text(intercept, "DS", "-10")
          .text(slope, "DS", "-2");
      const auto rescaled = display_of_class(x_ray_angiographic, "XA", added);
      CHECK_FALSE(rescaled.rescale.has_value());
      CHECK(has_remark(rescaled, "R34"));
    }
    CHECK(with(x_ray_angiographic, "LIN").modality_lut.has_value());
    CHECK(with("1.2.840.10008.5.1.4.1.1.1", "LOG").modality_lut.has_value());
  }

  TEST_CASE("R22: an RT Dose is scaled by Dose Grid Scaling") {
    DatasetWriter added;
    added.text({0x3004, 0x0002}, "CS", "GY").text({0x3004, 0x000E}, "DS", "1.0e-6");
    const auto display = display_of_class("1.2.840.10008.5.1.4.1.1.481.2", "RTDOSE", added);
    CHECK(display.rescale == Rescale{1e-6, 0});
    CHECK(display.rescale_type == "GY");
    CHECK_FALSE(display.hounsfield_units);
  }
}
