#include "display/literal_pipeline.hpp"

#include <cmath>
#include <limits>

#include "display/frames.hpp"
#include "support/random.hpp"

using namespace noctis;
using test::frame_of;
using test::integers;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

double some_double(test::Random& random, std::int64_t magnitude) {
  return static_cast<double>(random.between(-magnitude, magnitude)) / (1 + random.below(8));
}

LookupTable some_table(test::Random& random) {
  LookupTable table;
  table.first_value_mapped = static_cast<std::int32_t>(random.between(-300, 300));
  table.bits_per_entry = static_cast<std::uint16_t>(8 + random.below(9));
  table.entries.resize(1 + random.below(300));
  for (std::uint16_t& entry : table.entries)
    entry = static_cast<std::uint16_t>(random() & ((1U << table.bits_per_entry) - 1));
  return table;
}

VoiWindow some_window(test::Random& random) {
  const auto function = static_cast<VoiFunction>(random.below(3));
  const double width = std::abs(some_double(random, 3000)) + 0.125;
  return {
      some_double(random, 2000), function == VoiFunction::linear ? width + 1 : width, function, {}};
}

Frame some_frame(test::Random& random) {
  PixelLayout layout = integers(static_cast<std::uint16_t>(1 + random.below(20)), random.one_in(2));
  if (random.one_in(12))
    layout.bits_stored = 32;
  if (random.one_in(2))
    layout.photometric = Photometric::monochrome1;
  layout.rows = 1 + random.below(4);
  std::vector<std::int64_t> values(std::size_t{layout.rows} * (1 + random.below(60)));
  const std::int64_t spread = random.one_in(3) ? 5 : random.one_in(2) ? 500 : 100000;
  for (std::int64_t& value : values)
    value = random.between(-spread, spread);
  if (!random.one_in(5))
    return frame_of(layout, values);
  std::vector<double> doubles;
  for (const std::int64_t value : values)
    doubles.push_back(random.one_in(30)   ? std::nan("")
                      : random.one_in(30) ? (value < 0 ? -infinity : infinity)
                                          : static_cast<double>(value) / 7);
  Frame frame = test::frame_of_doubles(doubles);
  frame.layout.photometric = layout.photometric;
  return frame;
}

DisplayAttributes some_attributes(test::Random& random) {
  DisplayAttributes attributes;
  attributes.modality = "MR";
  if (random.one_in(2)) {
    const double slope = some_double(random, 40);
    attributes.rescale = Rescale{slope == 0 ? 1 : slope, some_double(random, 2000)};
  }
  if (random.one_in(5))
    attributes.modality_lut = some_table(random);
  for (std::uint32_t i = random.below(3); i > 0; --i)
    attributes.windows.push_back(some_window(random));
  if (random.one_in(4))
    attributes.voi_luts = {some_table(random)};
  if (random.one_in(3)) {
    const double low = some_double(random, 300);
    attributes.padding = PixelPadding{low, low + std::abs(some_double(random, 50))};
  }
  return attributes;
}

View some_view(test::Random& random, std::uint32_t file_views) {
  View view;
  view.kind = static_cast<ViewKind>(random.below(4));
  view.file_view = random.below(file_views);
  view.window = some_window(random);
  view.invert = random.one_in(3);
  return view;
}

}  // namespace

TEST_SUITE("display/literal_pipeline") {
  TEST_CASE("R1: for any layout, attributes and view both give the same greys") {
    for (std::uint32_t seed = 1; seed <= 2500; ++seed) {
      CAPTURE(seed);
      test::Random random(seed);
      Frame frame = some_frame(random);
      if (random.one_in(10))
        frame.missing_from = random.below(static_cast<std::uint32_t>(frame.layout.pixel_count()));
      const DisplayAttributes attributes = some_attributes(random);
      FrameDisplay display(frame, attributes);
      const test::LiteralPipeline literal(frame, attributes);
      for (int i = 0; i < 3; ++i) {
        const View view = some_view(random, display.file_view_count());
        const auto picture = display.show(view);
        REQUIRE(picture.has_value());
        REQUIRE(picture->image.samples == literal.greys(view));
      }
    }
  }
}
