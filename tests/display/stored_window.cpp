// R21: a vendor's windows that are in stored values.

#include <doctest/doctest.h>

#include "display/frames.hpp"

using namespace noctis;
using test::frame_of;
using test::greys;
using test::Greys;
using test::integers;

namespace {

// Stored 0, 500, 1000 are 0, 5, 10; the window is 0..1000 by LINEAR_EXACT.
DisplayAttributes scaled(const std::string& modality) {
  DisplayAttributes attributes;
  attributes.modality = modality;
  attributes.rescale = Rescale{0.01, 0};
  attributes.windows = {{600, 800, VoiFunction::linear_exact, {}}};
  return attributes;
}

View asked(double low, double high) {
  View view;
  view.series_values = ValueRange{low, high};
  return view;
}

const Frame three = frame_of(integers(16), {0, 600, 1000});

}  // namespace

TEST_SUITE("display/stored_window") {
  TEST_CASE("R21: a window outside the series' values is applied to stored values, where asked") {
    for (const char* modality : {"PT", "MR"}) {
      CHECK(greys(three, scaled(modality), asked(0, 10)) == Greys{0, 128, 255});
      CHECK(greys(three, scaled(modality)) == Greys{0, 0, 0});
    }
    const Picture picture = test::shown(three, scaled("PT"), asked(0, 10));
    CHECK(test::tells(picture, "R21"));
    REQUIRE(picture.voi.has_value());
    CHECK(picture.voi->of_stored_values);
  }

  TEST_CASE("R21: a window that meets the series' values, at an end even, is left alone") {
    // 200..1000.
    for (const double high : {200.0, 5000.0})
      CHECK(greys(three, scaled("PT"), asked(0, high)) == Greys{0, 0, 0});
    CHECK(greys(three, scaled("PT"), asked(1000, 2000)) == Greys{0, 0, 0});
    CHECK(greys(three, scaled("PT"), asked(1001, 2000)) == Greys{0, 128, 255});
    CHECK_FALSE(test::tells(test::shown(three, scaled("PT"), asked(0, 200)), "R21"));
  }

  TEST_CASE("R21: it concerns the file's windows of PT and MR alone") {
    CHECK(greys(three, scaled("CT"), asked(0, 10)) == Greys{0, 0, 0});
    View window = test::window_view(600, 800, VoiFunction::linear_exact);
    window.series_values = ValueRange{0, 10};
    CHECK(greys(three, scaled("PT"), window) == Greys{0, 0, 0});
  }

  TEST_CASE("R21: the series' values are those of its frames without padding") {
    DisplayAttributes attributes = scaled("PT");
    attributes.padding = PixelPadding{1000, 1000};
    CHECK(FrameDisplay(three, attributes).values() == ValueRange{0, 6});
    attributes.padding = PixelPadding{0, 1000};
    CHECK_FALSE(FrameDisplay(three, attributes).values().has_value());
  }
}
