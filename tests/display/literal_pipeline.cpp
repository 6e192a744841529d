#include "display/literal_pipeline.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

#include <doctest/doctest.h>
#include <fmt/core.h>

#include "display/random_display.hpp"
#include "image/resize.hpp"
#include "support/seed.hpp"

using namespace noctis;

namespace {

/// The first sample that differs; empty where none does.
std::string difference(const Image8& picture, const Image8& literal) {
  if (picture.width != literal.width || picture.height != literal.height ||
      picture.channels != literal.channels)
    return fmt::format("{}x{}x{}, literally {}x{}x{}", picture.width, picture.height,
                       picture.channels, literal.width, literal.height, literal.channels);
  for (std::size_t i = 0; i < literal.samples.size(); ++i) {
    if (picture.samples.at(i) != literal.samples[i]) {
      const std::size_t pixel = i / picture.channels;
      return fmt::format("{} at x {} y {} channel {}, literally {}", picture.samples[i],
                         pixel % picture.width, pixel / picture.width, i % picture.channels,
                         literal.samples[i]);
    }
  }
  return {};
}

std::string text_of(const View& view) {
  return fmt::format("kind {}, file view {}, window {}/{} by {}{}{}{}{}",
                     static_cast<int>(view.kind), view.file_view, view.window.width,
                     view.window.center, static_cast<int>(view.window.function),
                     view.invert ? ", inverted" : "", view.square_pixels ? ", square" : "",
                     view.overlays ? ", overlays" : "", view.shutter ? ", shutter" : "");
}

}  // namespace

TEST_SUITE("display/literal_pipeline") {
  TEST_CASE("R1: for any layout, attributes and view both ways give the same picture") {
    constexpr std::uint32_t frames = 6000, views = 3;
    const std::uint32_t first = test::first_seed();
    for (std::uint32_t seed = first; seed != first + frames; ++seed) {
      CAPTURE(seed);
      test::RandomDisplay made(seed);
      FrameDisplay display(made.frame(), made.attributes());
      const test::LiteralPipeline literal(made.frame(), made.attributes());
      for (std::uint32_t i = 0; i < views; ++i) {
        const View view = made.view(display.file_view_count());
        const auto picture = display.show(view);
        REQUIRE_MESSAGE(picture.has_value(), picture.error().what);
        CAPTURE(text_of(view));
        REQUIRE(difference(picture->image, literal.picture(view)) == "");
      }
    }
  }

  TEST_CASE("R28: for any picture both ways give the same thumbnail") {
    constexpr std::uint32_t frames = 2000;
    const std::uint32_t first = test::first_seed();
    for (std::uint32_t seed = first; seed != first + frames; ++seed) {
      CAPTURE(seed);
      test::RandomDisplay made(seed);
      const auto picture = FrameDisplay(made.frame(), made.attributes()).show({});
      REQUIRE_MESSAGE(picture.has_value(), picture.error().what);
      const std::uint32_t side = made.thumbnail_side();
      CAPTURE(side);
      REQUIRE(difference(shrink_to_fit(picture->image, side),
                         test::literal::thumbnail(picture->image, side)) == "");
    }
  }
}
