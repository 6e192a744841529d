#include "render/explain.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace noctis;

namespace {

Frame two_pixels() {
  Frame frame;
  frame.layout = {.rows = 1, .columns = 2, .bits_stored = 12};
  frame.samples = std::vector<std::uint16_t>{0, 1024};
  return frame;
}

json::object explained(const Frame& frame, const DisplayAttributes& attributes,
                       const View& view = {}) {
  const auto picture = FrameDisplay(frame, attributes).show(view);
  REQUIRE(picture.has_value());
  return explain(frame, attributes, view, *picture);
}

std::string text(const json::value& value) {
  return json::serialize(value);
}

}  // namespace

TEST_SUITE("render/explain") {
  TEST_CASE("a CT's rescale, window, padding and spacing are told with their levels") {
    DisplayAttributes attributes;
    attributes.rescale = Rescale{1, -1024};
    attributes.rescale_type = "HU";
    attributes.hounsfield_units = true;
    attributes.modality_level = Level::per_frame;
    attributes.windows = {{40, 400, VoiFunction::linear, "soft"}, {300, 2000}};
    attributes.voi_level = Level::shared;
    attributes.padding = PixelPadding{-2000, -2000};
    attributes.aspect = PixelAspect{2, 1, "PixelSpacing"};
    attributes.aspect_level = Level::dataset;
    const json::object all = explained(two_pixels(), attributes);
    CHECK(text(all.at("modality")) ==
          R"({"by":"rescale","slope":1E0,"intercept":-1.024E3,"type":"HU","level":"per_frame",)"
          R"("hounsfield_units":true})");
    CHECK(text(all.at("voi")) ==
          R"({"source":"file","by":"window","window":{"center":4E1,"width":4E2,)"
          R"("function":"LINEAR","explanation":"soft"},"view":1,"views":2,"level":"shared",)"
          R"("of_stored_values":false})");
    CHECK(text(all.at("padding")) == R"({"low":-2E3,"high":-2E3})");
    CHECK(text(all.at("polarity")) ==
          R"({"photometric_interpretation":"MONOCHROME2","presentation_lut_shape":"",)"
          R"("asked":false,"inverted":false})");
    CHECK(text(all.at("aspect")) ==
          R"({"vertical":2E0,"horizontal":1E0,"source":"PixelSpacing","level":"dataset",)"
          R"("asked":true,"squared":true})");
    CHECK(text(all.at("picture")) == R"({"width":2,"height":2,"channels":1,"bits":8})");
    CHECK(all.at("color").is_null());
    CHECK(all.at("icc_profile").is_null());
  }

  TEST_CASE("what was decided where the file is silent is told with its rule") {
    const json::object all = explained(two_pixels(), {});
    CHECK(text(all.at("voi").at("source")) == R"("percentiles")");
    CHECK(text(all.at("modality").at("by")) == R"("identity")");
    CHECK(text(all.at("remarks")) ==
          R"([{"rule":"R12","text":"the 0.5 to 99.5 percentile of the frame's values"}])");
  }

  TEST_CASE("a LUT is told with its shape") {
    DisplayAttributes attributes;
    attributes.modality_lut = LookupTable{-3, 16, {1, 2}, "OD"};
    attributes.voi_luts = {{0, 8, {0, 255}, "film"}};
    const json::object all = explained(two_pixels(), attributes);
    CHECK(text(all.at("modality").at("lut")) ==
          R"({"entries":2,"first_value_mapped":-3,"bits_per_entry":16,"explanation":"OD"})");
    CHECK(text(all.at("voi").at("lut")) ==
          R"({"entries":2,"first_value_mapped":0,"bits_per_entry":8,"explanation":"film"})");
  }

  TEST_CASE("a colour picture has no window, but a colour model and a profile") {
    Frame frame;
    frame.layout = {.rows = 1,
                    .columns = 1,
                    .samples_per_pixel = 3,
                    .bits_stored = 8,
                    .photometric = Photometric::ybr_full};
    frame.samples = std::vector<std::uint8_t>{1, 2, 3};
    DisplayAttributes attributes;
    json::object all = explained(frame, attributes);
    CHECK(all.at("voi").is_null());
    CHECK(all.at("modality").is_null());
    CHECK(text(all.at("color")) == R"({"by":"ybr_full"})");
    CHECK(text(all.at("icc_profile")) == R"({"source":"srgb","bytes":0,"is_refused":false})");
    CHECK(text(all.at("polarity")) == R"({"asked":false,"inverted":false})");
  }

  TEST_CASE("palettes and segmentations are told") {
    Frame frame = two_pixels();
    DisplayAttributes attributes;
    const LookupTable ramp{100, 16, {0, 65535}, {}};
    attributes.palette = Palette{ramp, ramp, ramp};
    attributes.palette_is_supplemental = true;
    json::object all = explained(frame, attributes);
    CHECK(text(all.at("color")) == R"({"by":"supplemental_palette","entries":2,)"
                                   R"("first_value_mapped":100,"bits_per_entry":16})");
    CHECK_FALSE(all.at("voi").is_null());  // of its grey part

    DisplayAttributes segments;
    segments.segmentation = Segmentation{SegmentationType::fractional, 200, {}};
    all = explained(frame, segments);
    CHECK(text(all.at("segmentation")) ==
          R"({"type":"fractional","maximum_fractional_value":200})");
    CHECK(all.at("voi").is_null());
  }

  TEST_CASE("what is there but was not asked for is told as not applied") {
    DisplayAttributes attributes;
    attributes.overlays = {{0x6002, 1, 1, 1, 2, {1}}};
    attributes.shutter = Shutter{.rectangle = Shutter::Rectangle{1, 1, 1, 1},
                                 .circle = {},
                                 .polygon = {},
                                 .presentation_value = {}};
    View view;
    json::object all = explained(two_pixels(), attributes, view);
    CHECK(text(all.at("overlays")) ==
          R"([{"group":"6002","asked":false,"rows":1,"columns":1,"origin":[1,2]}])");
    CHECK(text(all.at("shutter").at("asked")) == "false");
    view.overlays = view.shutter = view.invert = true;
    all = explained(two_pixels(), attributes, view);
    CHECK(text(all.at("overlays").at(0).at("asked")) == "true");
    CHECK(text(all.at("shutter").at("asked")) == "true");
    CHECK(text(all.at("polarity").at("inverted")) == "true");
  }

  TEST_CASE("R21: a window of stored values is told with the identity that goes before it") {
    DisplayAttributes attributes;
    attributes.modality = "PT";
    attributes.rescale = Rescale{0.001, 0};
    attributes.windows = {{500, 1000, VoiFunction::linear_exact, {}}};
    View view;
    view.series_values = ValueRange{-2, -1};
    const json::object all = explained(two_pixels(), attributes, view);
    CHECK(text(all.at("modality").at("by")) == R"("identity")");
    CHECK(text(all.at("voi").at("of_stored_values")) == "true");
  }

  TEST_CASE("R17: what could not be made square is told as it is") {
    DisplayAttributes attributes;
    attributes.aspect = PixelAspect{1, 1e9, "PixelSpacing"};
    CHECK(text(explained(two_pixels(), attributes).at("aspect").at("squared")) == "false");
    attributes.aspect = PixelAspect{1, 2, "PixelSpacing"};
    CHECK(text(explained(two_pixels(), attributes).at("aspect").at("squared")) == "true");
  }

  TEST_CASE("an inversion that was asked for is told of segments, too") {
    DisplayAttributes segments;
    segments.segmentation = Segmentation{};
    View view;
    view.invert = true;
    CHECK(text(explained(two_pixels(), segments, view).at("polarity")) ==
          R"({"asked":true,"inverted":true})");
  }

  TEST_CASE("R31: a profile that is none is told as refused") {
    Frame frame;
    frame.layout = {.rows = 1,
                    .columns = 1,
                    .samples_per_pixel = 3,
                    .bits_stored = 8,
                    .photometric = Photometric::rgb};
    frame.samples = std::vector<std::uint8_t>{1, 2, 3};
    DisplayAttributes attributes;
    attributes.icc_profile = {1, 2, 3};
    CHECK(text(explained(frame, attributes).at("icc_profile")) ==
          R"({"source":"srgb","bytes":0,"is_refused":true})");
  }
}
