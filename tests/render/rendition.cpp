#include "render/rendition.hpp"

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include "display/frame_display.hpp"
#include "image/resize.hpp"
#include "render/master.hpp"
#include "render/recipe.hpp"
#include "tests/render/made_up_frames.hpp"

using namespace noctis;

namespace {

Image8 decoded(const Bytes& png) {
  auto image = decode_png(png);
  REQUIRE(image.has_value());
  REQUIRE(std::holds_alternative<Image8>(*image));
  return std::get<Image8>(*std::move(image));
}

std::vector<Rendition> rendered(const Frame& frame, const DisplayAttributes& attributes,
                                const std::vector<WantedPreset>& wanted,
                                const std::optional<Digest>& recipe = std::nullopt) {
  FrameRenderer renderer(Compression::fast);
  Result<std::vector<Rendition>> renditions = renderer.render(frame, attributes, wanted, recipe);
  REQUIRE_MESSAGE(renditions.has_value(), renditions.error().what);
  return *std::move(renditions);
}

Preset window_preset(std::string name, const VoiWindow& window) {
  return {.name = std::move(name), .view = {.kind = ViewKind::window, .window = window}};
}

Frame rgb_frame() {
  const PixelLayout layout{.rows = 40,
                           .columns = 60,
                           .samples_per_pixel = 3,
                           .bits_stored = 8,
                           .photometric = Photometric::rgb};
  return test::made_up_frame(layout, 5);
}

const PixelLayout u12{.rows = 40, .columns = 60, .bits_stored = 12};

DisplayAttributes ct_attributes() {
  DisplayAttributes attributes;
  attributes.modality = "CT";
  attributes.hounsfield_units = true;
  attributes.rescale = {1, -1024};
  attributes.windows = {{40, 400}, {-600, 1500, VoiFunction::linear_exact}};
  return attributes;
}

// A profile for RGB without a tag: the header of ICC.1:2010, 7.2, and a count
// of 0.
std::vector<std::uint8_t> small_profile(std::uint8_t version) {
  std::vector<std::uint8_t> profile(132);
  profile[3] = 132;
  profile[8] = version;
  std::memcpy(&profile[12], "mntrRGB XYZ ", 12);
  std::memcpy(&profile[36], "acsp", 4);
  return profile;
}

bool has_icc_profile(const Bytes& png) {
  return as_text(png).find("iCCP") != std::string_view::npos;
}

}  // namespace

TEST_SUITE("render/rendition") {
  TEST_CASE("renditions come in the order of what was wanted, the master last") {
    const PresetTable table = PresetTable::built_in();
    const Digest recipe = master_recipe(1);
    const auto renditions = rendered(test::made_up_frame(u12, 1), ct_attributes(),
                                     {{table.find("lung"), true, 16},
                                      {table.find("default"), false, 8},
                                      {table.find("full"), true, 0}},
                                     recipe);
    REQUIRE(renditions.size() == 5);
    const std::pair<RenditionForm, std::string> expected[] = {
        {RenditionForm::display, "lung"},      {RenditionForm::thumbnail, "lung"},
        {RenditionForm::thumbnail, "default"}, {RenditionForm::display, "full"},
        {RenditionForm::master, ""},
    };
    for (std::size_t i = 0; i < renditions.size(); ++i) {
      CHECK(renditions[i].form == expected[i].first);
      CHECK(renditions[i].preset == expected[i].second);
    }
    CHECK(renditions[0].recipe == display_recipe(table.find("lung")->view));
    CHECK(renditions[1].recipe == thumbnail_recipe(table.find("lung")->view, 16));
    CHECK(renditions[2].recipe == thumbnail_recipe(table.find("default")->view, 8));
    CHECK(renditions[4].recipe == recipe);
    CHECK(renditions[0].width == 60);
    CHECK(renditions[0].height == 40);
    CHECK(renditions[1].width == 16);
    CHECK(renditions[1].height == 11);  // 40 x 16 / 60 = 10.67
    CHECK(renditions[4].width == 60);
    CHECK(renditions[4].height == 40);
    CHECK(renditions[4].format == "png");
    CHECK(renditions[0].format.empty());
    CHECK(renditions[0].window == VoiWindow{-600, 1500});
    CHECK(renditions[1].window == VoiWindow{-600, 1500});
  }

  TEST_CASE("nothing wanted makes nothing, and no recipe no master") {
    CHECK(rendered(test::made_up_frame(u12, 1), ct_attributes(), {}).empty());
  }

  TEST_CASE("R28: a thumbnail is the full-size picture shrunk, and not enlarged") {
    const Preset preset = window_preset("narrow", {0, 10});
    const Frame frame = test::made_up_frame(u12, 2);
    const auto renditions = rendered(frame, ct_attributes(), {{&preset, true, 20}});
    REQUIRE(renditions.size() == 2);
    CHECK(decoded(renditions[1].object) == shrink_to_fit(decoded(renditions[0].object), 20));

    const auto large = rendered(frame, ct_attributes(), {{&preset, true, 256}});
    CHECK(decoded(large[1].object) == decoded(large[0].object));
  }

  TEST_CASE(
      "R14: every preset of a colour image has the same object, and "
      "there is no master") {
    const PresetTable table = PresetTable::built_in();
    Preset inverted = window_preset("inverted", {40, 400});
    inverted.view.invert = true;
    const auto renditions = rendered(rgb_frame(), {},
                                     {{table.find("default"), true, 16},
                                      {table.find("lung"), true, 16},
                                      {table.find("full"), true, 16},
                                      {&inverted, true, 0}},
                                     master_recipe(1));
    REQUIRE(renditions.size() == 7);
    CHECK(decoded(renditions[0].object).channels == 3);
    CHECK(renditions[2].object == renditions[0].object);
    CHECK(renditions[4].object == renditions[0].object);
    CHECK(renditions[3].object == renditions[1].object);
    CHECK(renditions[5].object == renditions[1].object);
    CHECK(renditions[6].object != renditions[0].object);
    CHECK(renditions[2].recipe == display_recipe(table.find("lung")->view));
    CHECK_FALSE(renditions[2].window.has_value());
  }

  TEST_CASE(
      "R31: the file's profile, else the codestream's, travels in a "
      "colour PNG, not in a grey") {
    const PresetTable table = PresetTable::built_in();
    const std::vector<WantedPreset> wanted = {{table.find("default"), true, 16}};
    Frame frame = rgb_frame();
    DisplayAttributes attributes;
    const auto none = rendered(frame, attributes, wanted);
    CHECK_FALSE(has_icc_profile(none[0].object));
    frame.icc_profile = small_profile(2);
    const auto of_codestream = rendered(frame, attributes, wanted);
    CHECK(has_icc_profile(of_codestream[0].object));
    CHECK(has_icc_profile(of_codestream[1].object));
    attributes.icc_profile = small_profile(4);
    const auto of_file = rendered(frame, attributes, wanted);
    CHECK(of_file[0].object != of_codestream[0].object);
    frame.icc_profile.clear();
    CHECK(rendered(frame, attributes, wanted)[0].object == of_file[0].object);

    Frame grey = test::made_up_frame(u12, 1);
    grey.icc_profile = small_profile(2);
    CHECK_FALSE(has_icc_profile(rendered(grey, attributes, wanted)[0].object));
  }

  TEST_CASE("two presets of the same view have the same object") {
    const Preset one = window_preset("one", {40, 400});
    const Preset two = window_preset("two", {40, 400, VoiFunction::linear, "another name"});
    const auto renditions = rendered(test::made_up_frame(u12, 3), ct_attributes(),
                                     {{&one, true, 16}, {&two, true, 16}});
    REQUIRE(renditions.size() == 4);
    CHECK(renditions[2].object == renditions[0].object);
    CHECK(renditions[3].object == renditions[1].object);
    CHECK(renditions[2].recipe == renditions[0].recipe);
    CHECK(renditions[2].width == 60);
    CHECK(renditions[3].window == VoiWindow{40, 400});
  }

  TEST_CASE("a frame that cannot be shown fails with the display's own words") {
    const Frame frame = test::made_up_frame(u12, 1);
    const Preset preset = window_preset("bad", {40, 0});
    FrameRenderer renderer;
    const WantedPreset wanted[] = {{&preset, true, 0}};
    const DisplayAttributes attributes;
    FrameDisplay display(frame, attributes);
    const auto renditions = renderer.render(frame, attributes, wanted, std::nullopt);
    REQUIRE_FALSE(renditions.has_value());
    CHECK(renditions.error() == display.show(preset.view).error());
  }

  TEST_CASE("a renderer makes the same objects however often it is used") {
    const PresetTable table = PresetTable::built_in();
    FrameRenderer renderer;
    const WantedPreset wanted[] = {{table.find("default"), true, 16}};
    const Frame grey = test::made_up_frame(u12, 4);
    const auto first = renderer.render(grey, ct_attributes(), wanted, master_recipe(1));
    REQUIRE(renderer.render(rgb_frame(), {}, wanted, std::nullopt).has_value());
    const auto again = renderer.render(grey, ct_attributes(), wanted, master_recipe(1));
    REQUIRE(first.has_value());
    REQUIRE(again.has_value());
    for (std::size_t i = 0; i < first->size(); ++i)
      CHECK((*first)[i].object == (*again)[i].object);
  }
}
