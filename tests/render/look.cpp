#include "render/look.hpp"

#include <cstdint>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include "tests/render/made_up_frames.hpp"

using namespace noctis;

namespace {

// Four pixels of 0, 1, 2, 3 under a window that makes them their own grey times 85 (of 8 bits) or
// 21845 (of 16): from 0 to 3 by LINEAR_EXACT.
const Frame four{{.rows = 2, .columns = 2, .bits_stored = 8},
                 std::vector<std::uint8_t>{0, 1, 2, 3}};
const View zero_to_three{.kind = ViewKind::window, .window = {1.5, 3, VoiFunction::linear_exact}};

LookPicture made(const Frame& frame, const Look& look, const LookParts& parts = {}) {
  const DisplayAttributes attributes;
  PngEncoder encoder;
  auto picture = FrameLooks(frame, attributes).make(look, encoder, parts);
  REQUIRE_MESSAGE(picture.has_value(), picture.error().what);
  return *std::move(picture);
}

template <class Image>
Image decoded(const LookPicture& picture) {
  const auto image = decode_png(picture.png);
  REQUIRE(image.has_value());
  REQUIRE(std::holds_alternative<Image>(*image));
  return std::get<Image>(*image);
}

Frame rgb_frame() {
  return test::made_up_frame({.rows = 3,
                              .columns = 4,
                              .samples_per_pixel = 3,
                              .bits_stored = 8,
                              .photometric = Photometric::rgb},
                             1);
}

}  // namespace

TEST_SUITE("render/look") {
  TEST_CASE("a look has the depth that was asked for") {
    CHECK(decoded<Image8>(made(four, {zero_to_three})).samples ==
          std::vector<std::uint8_t>{0, 85, 170, 255});
    CHECK(decoded<Image16>(made(four, {zero_to_three, 16})).samples ==
          std::vector<std::uint16_t>{0, 21845, 43690, 65535});
  }

  TEST_CASE("R28: a look is shrunk to the side asked for, by area average, and never enlarged") {
    const LookPicture small = made(four, {zero_to_three, 8, 1});
    CHECK(small.width == 1);
    CHECK(small.height == 1);
    CHECK(decoded<Image8>(small).samples == std::vector<std::uint8_t>{128});  // 127.5
    const LookPicture as_it_is = made(four, {zero_to_three, 16, 64});
    CHECK(as_it_is.width == 2);
    CHECK(decoded<Image16>(as_it_is).width == 2);
  }

  TEST_CASE("what is not wanted of a look is not made") {
    const LookPicture explained = made(four, {zero_to_three}, {.png = false, .explanation = true});
    CHECK(explained.png.empty());
    REQUIRE(explained.explanation.has_value());
    CHECK(explained.explanation->at("voi").at("source").as_string() == "asked");
    CHECK_FALSE(made(four, {zero_to_three}).explanation.has_value());
  }

  TEST_CASE("colour of 16 bits fails by name") {
    const Frame frame = rgb_frame();
    const DisplayAttributes attributes;
    PngEncoder encoder;
    const auto picture = FrameLooks(frame, attributes).make({{}, 16}, encoder);
    REQUIRE_FALSE(picture.has_value());
    CHECK(picture.error().kind == ErrorKind::unsupported);
    CHECK(picture.error().what.find("colour") != std::string::npos);
  }

  TEST_CASE("R14: of a colour image every look is its one picture, and that is told") {
    const PresetTable table = PresetTable::built_in();
    const Frame frame = rgb_frame();
    const DisplayAttributes attributes;
    FrameLooks looks(frame, attributes);
    PngEncoder encoder;
    const auto picture = [&](const char* name) {
      REQUIRE(looks.suits(*table.find(name)));
      const auto made = looks.make({table.find(name)->view}, encoder, {.explanation = true});
      REQUIRE(made.has_value());
      return *made;
    };
    const auto tells_r14 = [](const LookPicture& made) {
      return json::serialize(*made.explanation).find(R"("rule":"R14")") != std::string::npos;
    };
    CHECK_FALSE(tells_r14(picture("default")));
    for (const char* name : {"soft_xray", "auto", "lung"}) {
      CHECK(picture(name).png == picture("default").png);
      CHECK(tells_r14(picture(name)));
    }
  }

  TEST_CASE("R35: of the file's looks only those suit that the file has") {
    DisplayAttributes attributes;
    attributes.windows = {{40, 400}, {-600, 1500}};
    const FrameLooks looks(four, attributes);
    Preset preset;
    preset.view.file_view = 1;
    CHECK(looks.suits(preset));
    preset.view.file_view = 2;
    CHECK_FALSE(looks.suits(preset));
  }

  TEST_CASE("presets in Hounsfield units suit such values alone") {
    const PresetTable table = PresetTable::built_in();
    DisplayAttributes attributes;
    attributes.modality = "CT";
    CHECK_FALSE(FrameLooks(four, attributes).suits(*table.find("lung")));
    attributes.hounsfield_units = true;
    CHECK(FrameLooks(four, attributes).suits(*table.find("lung")));
  }
}
