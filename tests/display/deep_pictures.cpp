// Pictures of 16 bits: the same pipeline with 65535 as white.

#include <limits>

#include <doctest/doctest.h>

#include "display/frames.hpp"

using namespace noctis;
using test::frame_of;
using test::integers;
using test::view_of;
using test::window_view;

namespace {

using Greys16 = std::vector<std::uint16_t>;

Greys16 greys_16(const Frame& frame, const DisplayAttributes& attributes, const View& view = {}) {
  const auto picture = FrameDisplay(frame, attributes).show_16(view);
  REQUIRE_MESSAGE(picture.has_value(), picture.error().what);
  return picture->image.samples;
}

}  // namespace

TEST_SUITE("display/deep_pictures") {
  TEST_CASE("R27: 16-bit greys are rounded halves up and saturate") {
    // LINEAR_EXACT, 0..2: 65535 * {-1, 0, 1, 2, 3} / 2.
    CHECK(greys_16(frame_of(integers(16, true), {-1, 0, 1, 2, 3}), {},
                   window_view(1, 2, VoiFunction::linear_exact)) ==
          Greys16{0, 0, 32768, 65535, 65535});
  }

  TEST_CASE("R2: a width of 2^16 under LINEAR is the identity on 16 bits") {
    CHECK(greys_16(frame_of(integers(16), {0, 1, 1000, 65535}), {}, window_view(32768, 65536)) ==
          Greys16{0, 1, 1000, 65535});
  }

  TEST_CASE("R10, R11: polarity and padding are those of 8 bits") {
    PixelLayout layout = integers(16);
    layout.photometric = Photometric::monochrome1;
    DisplayAttributes attributes;
    attributes.padding = PixelPadding{7, 7};
    CHECK(greys_16(frame_of(layout, {0, 7, 65535}), attributes, window_view(32768, 65536)) ==
          Greys16{65535, 0, 0});
  }

  TEST_CASE("R7: a VOI LUT of n bits is scaled to 16") {
    DisplayAttributes attributes;
    attributes.voi_luts = {test::table_of(0, 8, {0, 128, 255})};
    CHECK(greys_16(frame_of(integers(8), {0, 1, 2}), attributes) == Greys16{0, 128 * 257, 65535});
  }

  TEST_CASE("R12: the identity and a flat frame reach 16 bits") {
    DisplayAttributes capture;
    capture.sop_class_uid = "1.2.840.10008.5.1.4.1.1.7";
    CHECK(greys_16(frame_of(integers(12), {0, 4095}), capture) == Greys16{0, 65535});
    CHECK(greys_16(frame_of(integers(12), {9, 9}), {}) == Greys16{32768, 32768});
  }

  TEST_CASE("R26: values beyond 16 bits take the same way") {
    CHECK(greys_16(test::frame_of_doubles({0, 1, 2, std::numeric_limits<double>::infinity()}), {},
                   window_view(1, 2, VoiFunction::linear_exact)) ==
          Greys16{0, 32768, 65535, 65535});
  }

  TEST_CASE("R18, R40: overlays and shutters are laid over 16 bits") {
    DisplayAttributes attributes;
    attributes.overlays = {{0x6000, 1, 1, 1, 1, {1}}};
    attributes.shutter = Shutter{.rectangle = Shutter::Rectangle{1, 2, 1, 1},
                                 .circle = {},
                                 .polygon = {},
                                 .presentation_value = 1000};
    View view = window_view(32768, 65536);
    view.overlays = view.shutter = true;
    CHECK(greys_16(frame_of(integers(16), {5, 6, 7}), attributes, view) == Greys16{65535, 6, 1000});
  }

  TEST_CASE("R17: 16-bit pictures are made square") {
    DisplayAttributes attributes;
    attributes.aspect = PixelAspect{1, 3, "PixelSpacing"};
    // Centres of the new pixels at -1/3, 0, 1/3, 2/3, 1, 4/3 of the old ones.
    CHECK(greys_16(frame_of(integers(16), {0, 300}), attributes, window_view(32768, 65536)) ==
          Greys16{0, 0, 100, 200, 300, 300});
  }

  TEST_CASE("R14: what is shown in colour has no 16 bits") {
    PixelLayout layout = integers(8);
    layout.samples_per_pixel = 3;
    layout.photometric = Photometric::rgb;
    const Frame frame = frame_of(layout, {1, 2, 3});
    const DisplayAttributes attributes;
    const auto picture = FrameDisplay(frame, attributes).show_16({});
    REQUIRE_FALSE(picture.has_value());
    CHECK(picture.error().kind == ErrorKind::unsupported);
  }
}
