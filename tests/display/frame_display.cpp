#include "display/frame_display.hpp"

#include <cmath>
#include <limits>

#include "display/frames.hpp"
#include "display/grey_transform.hpp"
#include "support/random.hpp"

using namespace noctis;
using test::frame_of;
using test::greys;
using test::Greys;
using test::integers;
using test::shown;
using test::table_of;
using test::tells;
using test::view_of;
using test::window_view;

namespace {

View inverted(View view = {}) {
  view.invert = true;
  return view;
}

PixelLayout one_row(Photometric photometric, std::uint16_t bits = 8) {
  PixelLayout layout = integers(bits);
  layout.photometric = photometric;
  layout.samples_per_pixel = photometric == Photometric::rgb ? 3 : 1;
  return layout;
}

// Red, green and blue of each entry are n, 10 + n, 20 + n.
Palette small_palette(std::int32_t first) {
  return {table_of(first, 8, {0, 1, 2, 3}), table_of(first, 8, {10, 11, 12, 13}),
          table_of(first, 8, {20, 21, 22, 23})};
}

}  // namespace

TEST_SUITE("display/frame_display") {
  TEST_CASE("R1: padding is judged before the rescale, the window after it") {
    DisplayAttributes attributes;
    attributes.rescale = Rescale{2, -100};
    attributes.padding = PixelPadding{200, 200};
    // Modality values 0, 100, 300 (padding), 155; stored 100 would be padding after a rescale to
    // 200.
    CHECK(greys(frame_of(integers(8), {50, 100, 200, 150}), attributes, window_view(128, 256)) ==
          Greys{0, 100, 0, 200});
  }

  TEST_CASE("R1: bits above Bits Stored are taken away before anything else") {
    Frame frame = frame_of(integers(12, true), {0, 0});
    std::get<std::vector<std::uint16_t>>(frame.samples) = {0xf7ff, 0x7800};
    CHECK(greys(frame, {}, window_view(0, 4096)) == Greys{255, 0});
  }

  TEST_CASE("R1: each pixel of a large frame is what its value alone is, padding among them") {
    test::Random random(41200);
    for (const bool is_signed : {false, true})
      for (const bool inverts : {false, true})
        for (const bool is_padded : {false, true}) {
          std::vector<std::int64_t> stored;
          for (std::size_t i = 0; i < 3 * 4096 + 5; ++i)
            stored.push_back(random.between(0, 4095));
          const Frame frame = frame_of(integers(12, is_signed), stored);
          DisplayAttributes attributes;
          attributes.rescale = Rescale{1, -1024};
          if (is_padded)
            attributes.padding = PixelPadding{1000, 1010};
          const View view = inverts ? inverted(window_view(40, 400)) : window_view(40, 400);
          const GreyTransform transform{ModalityTransform(attributes), VoiWindow{40, 400}, inverts,
                                        attributes.padding};
          const Greys all = greys(frame, attributes, view);
          REQUIRE(all.size() == stored.size());
          for (std::size_t i = 0; i < all.size(); ++i) {
            const auto pattern = static_cast<std::uint32_t>(stored[i]);
            const auto value = static_cast<double>(stored_value(frame.layout, pattern));
            REQUIRE(all[i] == transform.grey<std::uint8_t>(value));
          }
        }
  }

  TEST_CASE("R10: MONOCHROME1 is turned over once, after the window") {
    const Frame frame = frame_of(one_row(Photometric::monochrome1), {0, 10, 255});
    CHECK(greys(frame, {}, window_view(128, 256)) == Greys{255, 245, 0});
    CHECK(greys(frame, {}, inverted(window_view(128, 256))) == Greys{0, 10, 255});
    DisplayAttributes attributes;
    attributes.voi_luts = {table_of(0, 8, {1, 2})};
    CHECK(greys(frame, attributes) == Greys{254, 253, 253});
  }

  TEST_CASE("R10: a contradicting Presentation LUT Shape is told of, not applied") {
    DisplayAttributes attributes;
    attributes.presentation_lut_shape = "INVERSE";
    const Picture two = shown(frame_of(integers(8), {0, 255}), attributes);
    CHECK(two.image.samples == Greys{0, 255});
    CHECK(tells(two, "R10"));
    const Frame one = frame_of(one_row(Photometric::monochrome1), {0, 255});
    CHECK(greys(one, attributes) == Greys{255, 0});
    CHECK_FALSE(tells(shown(one, attributes), "R10"));
    attributes.presentation_lut_shape = "IDENTITY";
    CHECK(greys(one, attributes) == Greys{255, 0});
    CHECK(tells(shown(one, attributes), "R10"));
  }

  TEST_CASE("R11: padding, both ends included, is black whatever the polarity and the inversion") {
    DisplayAttributes attributes;
    attributes.padding = PixelPadding{10, 12};
    const std::vector<std::int64_t> values = {9, 10, 11, 12, 13};
    const View view = window_view(128, 256);
    const Frame two = frame_of(integers(8), values);
    CHECK(greys(two, attributes, view) == Greys{9, 0, 0, 0, 13});
    CHECK(greys(two, attributes, inverted(view)) == Greys{246, 0, 0, 0, 242});
    const Frame one = frame_of(one_row(Photometric::monochrome1), values);
    CHECK(greys(one, attributes, view) == Greys{246, 0, 0, 0, 242});
    CHECK(tells(shown(one, attributes, view), "R11"));
  }

  TEST_CASE("R11: padding of signed values is of values, not of bit patterns") {
    DisplayAttributes attributes;
    attributes.padding = PixelPadding{-2, -1};
    CHECK(greys(frame_of(integers(16, true), {-3, -2, -1, 0}), attributes, window_view(0, 2)) ==
          Greys{0, 0, 0, 255});
    CHECK(greys(frame_of(integers(32, true), {-3, -2, -1, 0}), attributes,
                inverted(window_view(0, 2))) == Greys{255, 0, 0, 0});
  }

  TEST_CASE("R11: float padding is left out and drawn black") {
    DisplayAttributes attributes;
    attributes.padding = PixelPadding{-9999.5, -9999.5};
    CHECK(greys(test::frame_of_floats({-9999.5F, 1, 2, 3}), attributes, view_of(ViewKind::full)) ==
          Greys{0, 0, 128, 255});
  }

  TEST_CASE("R26: NaN is background and infinities saturate, inverted or not") {
    constexpr float infinity = std::numeric_limits<float>::infinity();
    const Frame frame = test::frame_of_floats({NAN, -infinity, 0, 1, 2, infinity});
    CHECK(greys(frame, {}) == Greys{0, 0, 0, 128, 255, 255});
    CHECK(greys(frame, {}, inverted()) == Greys{0, 255, 255, 127, 0, 0});
    CHECK(greys(test::frame_of_floats({NAN, NAN}), {}) == Greys{0, 0});
  }

  TEST_CASE("R26: 32-bit integers take the same way as 16-bit ones") {
    const std::vector<std::int64_t> values = {-70000, -1, 0, 1, 70000};
    CHECK(greys(frame_of(integers(32, true), values), {}, window_view(0, 4)) ==
          Greys{0, 85, 170, 255, 255});  // (0.5 - 0.5 / 3 = 1/3) * 255; 2/3; 1
  }

  TEST_CASE("R32: what the file no longer holds is background, outside every statistic") {
    Frame frame = frame_of(integers(16), {100, 200, 0, 0});
    frame.missing_from = 2;
    CHECK(greys(frame, {}) == Greys{0, 255, 0, 0});
    CHECK(greys(frame, {}, inverted()) == Greys{255, 0, 0, 0});
    frame.missing_from = 1000;
    CHECK(greys(frame, {}) == Greys{128, 255, 0, 0});
  }

  TEST_CASE("R14: a colour image has one rendition, whatever the view") {
    const Frame frame = frame_of(one_row(Photometric::rgb), {1, 2, 3, 200, 201, 202});
    DisplayAttributes attributes;
    attributes.windows = {{40, 400}, {1, 1}};
    attributes.voi_luts = {table_of(0, 8, {9})};
    attributes.padding = PixelPadding{1, 1};
    attributes.rescale = Rescale{2, 0};
    FrameDisplay display(frame, attributes);
    CHECK(display.is_color());
    CHECK(display.file_view_count() == 1);
    for (const View& view :
         {View{}, window_view(0, 1), view_of(ViewKind::automatic), view_of(ViewKind::full)}) {
      const Picture picture = display.show(view).value();
      CHECK(picture.image == Image8{2, 1, 3, {1, 2, 3, 200, 201, 202}});
      CHECK_FALSE(picture.window().has_value());
    }
    CHECK(display.show(inverted())->image.samples == Greys{254, 253, 252, 55, 54, 53});
  }

  TEST_CASE("R15: a palette colours every value, and padding does not apply") {
    DisplayAttributes attributes;
    attributes.palette = small_palette(1);
    attributes.padding = PixelPadding{2, 2};
    const Frame frame = frame_of(one_row(Photometric::palette_color), {0, 1, 2, 200});
    CHECK(FrameDisplay(frame, attributes).is_color());
    CHECK(shown(frame, attributes, window_view(0, 1)).image ==
          Image8{4, 1, 3, {0, 10, 20, 0, 10, 20, 1, 11, 21, 3, 13, 23}});
  }

  TEST_CASE(
      "R15: a supplemental palette colours from its first value on, lower values are windowed") {
    DisplayAttributes attributes;
    attributes.palette = small_palette(1000);
    attributes.palette_is_supplemental = true;
    const Frame frame = frame_of(integers(16), {0, 100, 999, 1000, 1002, 5000});
    FrameDisplay display(frame, attributes);
    CHECK_FALSE(display.is_color());
    CHECK(display.show(window_view(128, 256))->image ==
          Image8{6,
                 1,
                 3,
                 {0, 0, 0, 100, 100, 100, 255, 255, 255,  //
                  0, 10, 20, 2, 12, 22, 3, 13, 23}});
    // Only what is windowed has a say in an automatic window: 0..999.
    CHECK(display.show(view_of(ViewKind::full))->window() ==
          VoiWindow{499.5, 999, VoiFunction::linear_exact, {}});
  }

  TEST_CASE("R15: a palette beside MONOCHROME2 that is not supplemental is not applied") {
    DisplayAttributes attributes;
    attributes.palette = small_palette(0);
    CHECK(shown(frame_of(integers(8), {0, 255}), attributes, window_view(128, 256)).image ==
          Image8{2, 1, 1, {0, 255}});
  }

  TEST_CASE("R23: BINARY segments are black and white, FRACTIONAL ones by their maximum") {
    DisplayAttributes attributes;
    attributes.modality = "SEG";
    attributes.segmentation = Segmentation{};
    CHECK(greys(frame_of(integers(1), {0, 1}), attributes) == Greys{0, 255});
    CHECK(greys(frame_of(integers(1), {1, 1}), attributes, window_view(40, 400)) ==
          Greys{255, 255});
    attributes.segmentation = Segmentation{SegmentationType::fractional, 100, {}};
    CHECK(greys(frame_of(integers(8), {0, 10, 50, 100, 101}), attributes) ==
          Greys{0, 26, 128, 255, 255});  // 25.5, 127.5
    CHECK(FrameDisplay(frame_of(integers(8), {0}), attributes).file_view_count() == 1);
  }

  TEST_CASE("R23: a label map takes its palette, else its segments' colours, else ours") {
    DisplayAttributes attributes;
    attributes.segmentation = Segmentation{SegmentationType::labelmap, 1, {{1, 0x0a0b0c}}};
    const Frame frame = frame_of(integers(16), {0, 1, 2});
    const Picture by_segment = shown(frame, attributes);
    REQUIRE(by_segment.image.channels == 3);
    CHECK(Greys(by_segment.image.samples.begin(), by_segment.image.samples.begin() + 6) ==
          Greys{0, 0, 0, 10, 11, 12});
    CHECK(Greys(by_segment.image.samples.begin() + 6, by_segment.image.samples.end()) !=
          Greys{0, 0, 0});
    CHECK(FrameDisplay(frame, attributes).is_color());
    attributes.palette = small_palette(0);
    CHECK(greys(frame, attributes) == Greys{0, 10, 20, 1, 11, 21, 2, 12, 22});
  }

  TEST_CASE("R17: a picture has square pixels unless asked otherwise") {
    DisplayAttributes attributes;
    attributes.aspect = PixelAspect{2, 1, "PixelAspectRatio"};
    PixelLayout layout = integers(8);
    layout.rows = 2;
    const Frame frame = frame_of(layout, {0, 0, 100, 100});
    const Picture picture = shown(frame, attributes, window_view(128, 256));
    CHECK(picture.image == Image8{2, 4, 1, {0, 0, 25, 25, 75, 75, 100, 100}});
    CHECK(tells(picture, "R17"));
    View stored = window_view(128, 256);
    stored.square_pixels = false;
    CHECK(shown(frame, attributes, stored).image == Image8{2, 2, 1, {0, 0, 100, 100}});
  }

  TEST_CASE("R18: overlays are off unless asked for, and stay white when inverted") {
    DisplayAttributes attributes;
    attributes.overlays = {{0x6000, 1, 3, 1, 1, {0b010}}};
    const Frame frame = frame_of(integers(8), {9, 9, 9});
    View view = window_view(128, 256);
    CHECK(greys(frame, attributes, view) == Greys{9, 9, 9});
    view.overlays = true;
    CHECK(greys(frame, attributes, view) == Greys{9, 255, 9});
    CHECK(greys(frame, attributes, inverted(view)) == Greys{246, 255, 246});
  }

  TEST_CASE("R40: a shutter is off unless asked for, after polarity, and hides no overlay") {
    DisplayAttributes attributes;
    attributes.shutter.emplace();
    attributes.shutter->rectangle = {2, 2, 1, 1};
    attributes.shutter->presentation_value = 257;
    attributes.overlays = {{0x6000, 1, 3, 1, 1, {0b100}}};
    const Frame frame = frame_of(one_row(Photometric::monochrome1), {9, 9, 9});
    View view = window_view(128, 256);
    CHECK(greys(frame, attributes, view) == Greys{246, 246, 246});
    view.shutter = true;
    CHECK(greys(frame, attributes, view) == Greys{1, 246, 1});
    view.overlays = true;
    CHECK(greys(frame, attributes, view) == Greys{1, 246, 255});
  }

  TEST_CASE("what the reader and the decoder decided is told with the picture") {
    DisplayAttributes attributes;
    attributes.remarks = {{"R36", "VOI LUT Function LOG is taken as LINEAR"}};
    Frame frame = frame_of(integers(8), {9});
    frame.remarks = {{"R32", "the codestream has 8 bits"}};
    const Picture picture = shown(frame, attributes);
    REQUIRE(picture.remarks.size() >= 2);
    CHECK(picture.remarks[0].rule == "R36");
    CHECK(picture.remarks[1].rule == "R32");
  }

  TEST_CASE("R8: a LUT and a rescale together are told of") {
    DisplayAttributes attributes;
    attributes.modality_lut = table_of(0, 16, {0, 255});
    attributes.rescale = Rescale{1, 0};
    const Picture picture = shown(frame_of(integers(8), {0, 1}), attributes, window_view(128, 256));
    CHECK(picture.image.samples == Greys{0, 255});
    CHECK(tells(picture, "R8"));
  }

  TEST_CASE("a frame that cannot be shown is refused, by name, however it is asked for") {
    Frame frame = frame_of(integers(8), {1, 2});
    frame.layout.rows = 7;
    const DisplayAttributes attributes;
    const auto refused = FrameDisplay(frame, attributes).show({});
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error() == Error{ErrorKind::malformed, "the frame has 2 of 14 samples"});
  }

  TEST_CASE("views of one display do not depend on their order") {
    std::vector<std::int64_t> values;
    test::Random random(3);
    for (int i = 0; i < 500; ++i)
      values.push_back(random.between(-2048, 2047));
    const Frame frame = frame_of(integers(12, true), values);
    DisplayAttributes attributes;
    attributes.windows = {{10, 300}};
    const View views[] = {view_of(ViewKind::full), View{}, view_of(ViewKind::automatic),
                          inverted(window_view(0, 55))};
    FrameDisplay display(frame, attributes);
    for (int round = 0; round < 2; ++round)
      for (const View& view : views)
        CHECK(display.show(view)->image == shown(frame, attributes, view).image);
  }
}
