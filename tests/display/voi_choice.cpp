#include "display/voi_choice.hpp"

#include "display/frames.hpp"

using namespace noctis;
using test::frame_of;
using test::greys;
using test::Greys;
using test::integers;
using test::shown;
using test::table_of;
using test::tells;
using test::view_of;

namespace {

View file_view(std::uint32_t index) {
  View view;
  view.file_view = index;
  return view;
}

DisplayAttributes of_modality(const std::string& modality) {
  DisplayAttributes attributes;
  attributes.modality = modality;
  return attributes;
}

// 0, 1, … 999.
Frame thousand() {
  std::vector<std::int64_t> values(1000);
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] = static_cast<std::int64_t>(i);
  return frame_of(integers(12), values);
}

}  // namespace

TEST_SUITE("display/voi_choice") {
  TEST_CASE("R6: with a VOI LUT and a window, the LUT is the default, and that is told") {
    DisplayAttributes attributes;
    attributes.voi_luts = {table_of(0, 8, {7, 8, 9})};
    attributes.windows = {{128, 256}};
    const Frame frame = frame_of(integers(8), {0, 1, 2});
    const Picture picture = shown(frame, attributes);
    CHECK(picture.image.samples == Greys{7, 8, 9});
    CHECK_FALSE(picture.window().has_value());
    CHECK(tells(picture, "R6"));
  }

  TEST_CASE("R35: VOI LUTs count first, then windows, and there is no view after the last") {
    DisplayAttributes attributes;
    attributes.voi_luts = {table_of(0, 8, {7}), table_of(0, 8, {77})};
    attributes.windows = {{128, 256}, {100, 1, VoiFunction::linear, "NARROW"}};
    const Frame frame = frame_of(integers(8), {99, 100});
    FrameDisplay display(frame, attributes);
    CHECK(display.file_view_count() == 4);
    CHECK(greys(frame, attributes, file_view(1)) == Greys{77, 77});
    CHECK(greys(frame, attributes, file_view(2)) == Greys{99, 100});
    CHECK(greys(frame, attributes, file_view(3)) == Greys{0, 255});
    CHECK(shown(frame, attributes, file_view(3)).window() == attributes.windows[1]);
    const auto none = display.show(file_view(4));
    REQUIRE_FALSE(none.has_value());
    CHECK(none.error() == Error{ErrorKind::malformed, "the file has 4 views, no view 5"});
  }

  TEST_CASE("R7: a VOI LUT is indexed by the rounded modality value") {
    DisplayAttributes attributes;
    attributes.rescale = Rescale{0.5, -10};
    attributes.voi_luts = {table_of(-10, 8, {1, 2, 3})};
    // Modality values -10, -9.5, -9, -8.5, -8, 117.5.
    CHECK(greys(frame_of(integers(8), {0, 1, 2, 3, 4, 255}), attributes) ==
          Greys{1, 2, 2, 3, 3, 3});
  }

  TEST_CASE("R12: Secondary Capture of any depth is the identity over Bits Stored") {
    for (const char* suffix : {"", ".1", ".2", ".3", ".4"}) {
      DisplayAttributes attributes = of_modality("OT");
      attributes.sop_class_uid = std::string("1.2.840.10008.5.1.4.1.1.7") + suffix;
      CHECK(greys(frame_of(integers(8), {0, 10, 128, 255}), attributes) == Greys{0, 10, 128, 255});
      // 255 / 4095: 2048 is 127.53; 8 is 0.498, 9 is 0.56.
      const Picture twelve = shown(frame_of(integers(12), {8, 9, 2048, 4095}), attributes);
      CHECK(twelve.image.samples == Greys{0, 1, 128, 255});
      CHECK_FALSE(twelve.window().has_value());
      CHECK(greys(frame_of(integers(16, true), {-32768, 0, 32767}), attributes) ==
            Greys{0, 128, 255});
      CHECK(greys(frame_of(integers(1), {0, 1}), attributes) == Greys{0, 255});
      CHECK(greys(frame_of(integers(32), {0, 2147483648, 4294967295}), attributes) ==
            Greys{0, 128, 255});
    }
    DisplayAttributes ct = of_modality("CT");
    ct.sop_class_uid = "1.2.840.10008.5.1.4.1.1.77.1.1";  // not of that family
    CHECK(greys(frame_of(integers(8), {10, 10, 20}), ct) == Greys{0, 0, 255});
  }

  TEST_CASE("R12: the identity goes through the rescale: what Bits Stored can turn into") {
    DisplayAttributes attributes;
    attributes.presentation_lut_shape = "IDENTITY";
    attributes.rescale = Rescale{3, -1000};
    CHECK(greys(frame_of(integers(8), {0, 128, 255}), attributes) == Greys{0, 128, 255});
    // A negative slope turns greys over: the greatest modality value is white.
    attributes.rescale = Rescale{-1, 0};
    CHECK(greys(frame_of(integers(8), {0, 100, 255}), attributes) == Greys{255, 155, 0});
    attributes.modality_lut = table_of(0, 8, {0, 51, 255});
    CHECK(greys(frame_of(integers(16), {0, 1, 2}), attributes) == Greys{0, 51, 255});
  }

  TEST_CASE("R12: a Presentation LUT Shape means the identity, for CT as well") {
    DisplayAttributes attributes = of_modality("CT");
    attributes.hounsfield_units = true;
    attributes.presentation_lut_shape = "IDENTITY";
    CHECK(greys(frame_of(integers(8), {7, 200}), attributes) == Greys{7, 200});
  }

  TEST_CASE("R12: CT in Hounsfield units takes 40/400, and that is told") {
    DisplayAttributes attributes = of_modality("CT");
    attributes.hounsfield_units = true;
    attributes.rescale = Rescale{1, -1024};
    const Picture picture = shown(frame_of(integers(12), {864, 1064, 1263}), attributes);
    CHECK(picture.image.samples == Greys{0, 128, 255});
    CHECK(picture.window() == VoiWindow{40, 400});
    CHECK(tells(picture, "R12"));
  }

  TEST_CASE("R12: CT in other units, and other modalities, take the 0.5 to 99.5 percentile") {
    // Of 0..999: ranks 5 and 995, values 4 and 994; c = 499, w = 990.
    for (const char* modality : {"CT", "MR", "CR", "US", ""}) {
      const Picture picture = shown(thousand(), of_modality(modality));
      CHECK(picture.window() == VoiWindow{499, 990, VoiFunction::linear_exact, {}});
      CHECK(picture.image.samples[4] == 0);
      CHECK(picture.image.samples[6] == 1);  // 2 / 990 * 255 = 0.515
      CHECK(picture.image.samples[499] == 128);
      CHECK(picture.image.samples[994] == 255);
      CHECK(tells(picture, "R12"));
    }
    DisplayAttributes other = of_modality("MR");
    other.hounsfield_units = true;
    CHECK(shown(thousand(), other).window()->width == 990);
  }

  TEST_CASE("R12: auto is the percentile whatever the file says, full is minimum to maximum") {
    DisplayAttributes attributes = of_modality("CT");
    attributes.windows = {{40, 400}};
    attributes.voi_luts = {table_of(0, 8, {7})};
    CHECK(shown(thousand(), attributes, view_of(ViewKind::automatic)).window() ==
          VoiWindow{499, 990, VoiFunction::linear_exact, {}});
    CHECK(shown(thousand(), attributes, view_of(ViewKind::full)).window() ==
          VoiWindow{499.5, 999, VoiFunction::linear_exact, {}});
  }

  TEST_CASE("R12: a constant frame is mid-grey, of integers and of floats") {
    for (const ViewKind kind : {ViewKind::file, ViewKind::automatic, ViewKind::full}) {
      const Picture picture =
          shown(frame_of(integers(16), {500, 500}), of_modality("MR"), view_of(kind));
      CHECK(picture.image.samples == Greys{128, 128});
      CHECK_FALSE(picture.window().has_value());
      CHECK(tells(picture, "R12"));
      CHECK(greys(test::frame_of_doubles({1e300, 1e300}), {}, view_of(kind)) == Greys{128, 128});
    }
  }

  TEST_CASE("R12: a frame of padding alone is background") {
    DisplayAttributes attributes = of_modality("MR");
    attributes.padding = PixelPadding{0, 0};
    for (const ViewKind kind : {ViewKind::file, ViewKind::automatic, ViewKind::full})
      CHECK(greys(frame_of(integers(16), {0, 0}), attributes, view_of(kind)) == Greys{0, 0});
  }

  TEST_CASE("R12: where the percentiles are one value, minimum to maximum is shown") {
    std::vector<std::int64_t> values(1000, 10);
    values[0] = 0;
    values[999] = 110;
    const Picture picture = shown(frame_of(integers(16), values), of_modality("NM"));
    CHECK(picture.window() == VoiWindow{55, 110, VoiFunction::linear_exact, {}});
    CHECK(picture.image.samples[1] == 23);  // 10 / 110 * 255 = 23.18
  }

  TEST_CASE("R11: padding stays out of the percentile") {
    DisplayAttributes attributes = of_modality("CT");
    attributes.padding = PixelPadding{-2000, -1500};
    attributes.rescale = Rescale{1, 10};
    const Frame frame = frame_of(integers(16, true), {-2000, -1700, -1500, 100, 200, 300});
    const Picture picture = shown(frame, attributes);
    CHECK(picture.window() == VoiWindow{210, 200, VoiFunction::linear_exact, {}});
    CHECK(picture.image.samples == Greys{0, 0, 0, 0, 128, 255});
  }

  TEST_CASE("R22: RT Dose goes from zero to its maximum") {
    DisplayAttributes attributes = of_modality("RTDOSE");
    attributes.rescale = Rescale{0.001, 0};
    const Frame frame = frame_of(integers(32), {0, 500000, 1000000, 2000000});
    const Picture picture = shown(frame, attributes);
    CHECK(picture.image.samples == Greys{0, 64, 128, 255});  // 63.75, 127.5
    CHECK(picture.window() == VoiWindow{1000, 2000, VoiFunction::linear_exact, {}});
    CHECK(greys(frame_of(integers(16), {0, 0}), attributes) == Greys{0, 0});
    CHECK(greys(frame_of(integers(16, true), {-5, -1}), attributes) == Greys{0, 0});
  }

  TEST_CASE("R22: a dose with a window of its own is shown by it") {
    DisplayAttributes attributes = of_modality("RTDOSE");
    attributes.windows = {{10, 1}};
    CHECK(greys(frame_of(integers(16), {9, 10}), attributes) == Greys{0, 255});
  }

  TEST_CASE("a window that its function forbids is refused, asked for or in the attributes") {
    const Frame frame = frame_of(integers(8), {1});
    DisplayAttributes attributes;
    const auto asked = FrameDisplay(frame, attributes).show(test::window_view(40, 0.5));
    REQUIRE_FALSE(asked.has_value());
    CHECK(asked.error() == Error{ErrorKind::malformed, "Window Width is 0.5"});
    attributes.windows = {{40, 0}};
    CHECK_FALSE(FrameDisplay(frame, attributes).show({}).has_value());
  }

  TEST_CASE("R26: values near the end of what doubles hold make a window, not a crash") {
    const Picture picture = shown(test::frame_of_doubles({-1.7e308, 0, 1.7e308}), {});
    CHECK(picture.image.samples[0] == 0);
    CHECK(picture.image.samples[1] == 128);
    CHECK(picture.image.samples[2] > 200);
  }

  TEST_CASE(
      "R22: a dose is known by its class, whatever its modality and its Presentation LUT Shape") {
    DisplayAttributes attributes;
    attributes.sop_class_uid = "1.2.840.10008.5.1.4.1.1.481.2";
    attributes.presentation_lut_shape = "IDENTITY";
    CHECK(shown(thousand(), attributes).window() ==
          VoiWindow{499.5, 999, VoiFunction::linear_exact, {}});
    attributes.modality = "RTDOSE";
    attributes.sop_class_uid = "1.2.840.10008.5.1.4.1.1.7";
    CHECK_FALSE(shown(thousand(), attributes).window().has_value());  // a secondary capture of one
  }
}
