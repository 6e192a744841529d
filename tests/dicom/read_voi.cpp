#include <doctest/doctest.h>

#include "dicom/open_instance.hpp"

using namespace noctis;
using test::DatasetWriter;
using test::display_with;
using test::has_remark;

namespace {

constexpr Tag window_center{0x0028, 0x1050};
constexpr Tag window_width{0x0028, 0x1051};
constexpr Tag explanation{0x0028, 0x1055};
constexpr Tag function{0x0028, 0x1056};

DatasetWriter windows(std::string_view centers, std::string_view widths) {
  DatasetWriter writer;
  return writer.text(window_center, "DS", centers).text(window_width, "DS", widths);
}

DatasetWriter voi_lut(const std::vector<std::uint16_t>& descriptor,
                      const std::vector<std::uint16_t>& data) {
  DatasetWriter item;
  item.numbers({0x0028, 0x3002}, "SS", descriptor)
      .text({0x0028, 0x3003}, "LO", "soft")
      .numbers({0x0028, 0x3006}, "OW", data);
  DatasetWriter writer;
  return writer.sequence({0x0028, 0x3010}, {item});
}

}  // namespace

TEST_SUITE("dicom/read_voi") {
  TEST_CASE("R35: windows count in pairs, each with its explanation") {
    auto writer = windows("40\\-600\\300", "400\\1500");
    writer.text(explanation, "LO", "SOFT\\LUNG\\BONE");
    const auto display = display_with(writer);
    REQUIRE(display.windows.size() == 2);
    CHECK(display.windows[0] == VoiWindow{40, 400, VoiFunction::linear, "SOFT"});
    CHECK(display.windows[1] == VoiWindow{-600, 1500, VoiFunction::linear, "LUNG"});
    CHECK(has_remark(display, "R35"));
  }

  TEST_CASE("R29: a centre of 0 is a centre") {
    CHECK(display_with(windows("0", "1")).windows == std::vector{VoiWindow{0, 1}});
  }

  TEST_CASE("R3: a LINEAR width below 1 is LINEAR_EXACT, and none at or below 0 counts") {
    const auto narrow = display_with(windows("0.5", "0.25"));
    CHECK(narrow.windows == std::vector{VoiWindow{0.5, 0.25, VoiFunction::linear_exact}});
    CHECK(has_remark(narrow, "R3"));
    for (const char* width : {"0", "-400", "", "nan", "inf", "1e999", "4 00"})
      CHECK(display_with(windows("40", width)).windows.empty());
    const auto second = display_with(windows("40\\50", "0\\60"));
    CHECK(second.windows == std::vector{VoiWindow{50, 60}});
  }

  TEST_CASE("R4, R5, R36: the function is the file's, and an unknown one is LINEAR") {
    const auto function_of = [](std::string_view name) {
      auto writer = windows("40", "400");
      writer.text(function, "CS", name);
      return display_with(writer);
    };
    CHECK(function_of("LINEAR").windows[0].function == VoiFunction::linear);
    CHECK(function_of("LINEAR_EXACT").windows[0].function == VoiFunction::linear_exact);
    CHECK(function_of("SIGMOID").windows[0].function == VoiFunction::sigmoid);
    CHECK_FALSE(has_remark(function_of("SIGMOID"), "R36"));
    const auto unknown = function_of("GAMMA");
    CHECK(unknown.windows[0].function == VoiFunction::linear);
    CHECK(has_remark(unknown, "R36"));
  }

  TEST_CASE("R7: what a VOI LUT maps first is signed only where its input can be negative") {
    const auto first_of = [](DatasetWriter before) {
      before.raw(voi_lut({2, 0xFFF0, 12}, {0, 4095}).bytes());
      const auto display = display_with(before);
      REQUIRE(display.voi_luts.size() == 1);
      CHECK(display.voi_luts[0].explanation == "soft");
      return display.voi_luts[0].first_value_mapped;
    };
    CHECK(first_of(DatasetWriter()) == 0xFFF0);  // unsigned pixels, whatever the VR says
    DatasetWriter negative;
    negative.text({0x0028, 0x1052}, "DS", "-1024").text({0x0028, 0x1053}, "DS", "1");
    CHECK(first_of(negative) == -16);
    DatasetWriter positive;
    positive.text({0x0028, 0x1052}, "DS", "10").text({0x0028, 0x1053}, "DS", "2");
    CHECK(first_of(positive) == 0xFFF0);
    DatasetWriter lut;
    DatasetWriter item;
    item.numbers({0x0028, 0x3002}, "US", {1, 0, 16}).numbers({0x0028, 0x3006}, "OW", {7});
    lut.text({0x0028, 0x1052}, "DS", "-1024").sequence({0x0028, 0x3000}, {item});
    CHECK(first_of(lut) == 0xFFF0);
  }

  TEST_CASE("a VOI LUT that cannot be read is left out with a remark") {
    const auto display = display_with(voi_lut({200, 0, 12}, {0, 4095}));
    CHECK(display.voi_luts.empty());
    CHECK(has_remark(display, "R7"));
  }

  TEST_CASE("R35: more windows than anybody looks at are told of") {
    const auto of_pairs = [](int count) {
      std::string centers = "1", widths = "1";
      for (int i = 1; i < count; ++i) {
        centers += "\\1";
        widths += "\\1";
      }
      return display_with(windows(centers, widths));
    };
    CHECK(of_pairs(64).windows.size() == 64);
    CHECK_FALSE(has_remark(of_pairs(64), "R35"));
    CHECK(of_pairs(65).windows.size() == 64);
    CHECK(has_remark(of_pairs(65), "R35"));
  }

  TEST_CASE("R36: an unknown function is recorded whatever one calls grey") {
    auto writer = windows("40", "400");
    writer.text(function, "CS", "GAMMA");
    const auto image =
        test::open_image_with(writer, 6,
                              test::small_image(test::Syntax::explicit_little, 2, 3,
                                                "1.2.840.10008.5.1.4.1.1.2", "GRAYSCALE"));
    CHECK(has_remark(test::display_of(*image), "R36"));
  }
}
