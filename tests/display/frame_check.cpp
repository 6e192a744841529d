#include "display/frame_check.hpp"

#include "display/frames.hpp"

using namespace noctis;
using test::frame_of;
using test::integers;

namespace {

std::string complaint(const Frame& frame, const DisplayAttributes& attributes = {}) {
  const auto checked = check_frame(frame, attributes);
  return checked ? "" : checked.error().what;
}

}  // namespace

TEST_SUITE("display/frame_check") {
  TEST_CASE("a whole frame of any depth has nothing against it") {
    for (const int bits : {1, 8, 9, 16, 17, 32})
      CHECK(complaint(frame_of(integers(static_cast<std::uint16_t>(bits)), {0, 1})).empty());
    CHECK(complaint(test::frame_of_doubles({1.5})).empty());
    CHECK(complaint(test::frame_of_floats({1.5F})).empty());
  }

  TEST_CASE("a frame that contradicts its layout is refused, by name") {
    Frame frame = frame_of(integers(8), {1, 2});
    frame.layout.columns = 3;
    CHECK(complaint(frame) == "the frame has 2 of 3 samples");
    frame.layout.columns = 0;
    CHECK(complaint(frame) == "Columns is 0");
    frame.layout.columns = 2;
    frame.layout.rows = 65536;
    CHECK(complaint(frame) == "Rows is 65536");
    frame.layout.rows = 1;
    frame.layout.bits_stored = 12;
    CHECK(complaint(frame) == "the samples are not of 12 bits");
    frame.layout.bits_stored = 0;
    CHECK(complaint(frame) == "Bits Stored is 0");
    frame.layout.bits_stored = 33;
    CHECK(complaint(frame) == "Bits Stored is 33");
    frame.layout.samples_per_pixel = 2;
    CHECK(complaint(frame) == "Samples per Pixel is 2");
    frame.layout.samples_per_pixel = 3;
    frame.layout.bits_stored = 8;
    CHECK(complaint(frame) ==
          "Samples per Pixel is 3 and does not fit the Photometric Interpretation");
  }

  TEST_CASE("colour of more than 16 bits is unsupported, by name") {
    PixelLayout layout = integers(17);
    layout.samples_per_pixel = 3;
    layout.photometric = Photometric::rgb;
    const auto checked = check_frame(frame_of(layout, {1, 2, 3}), {});
    REQUIRE_FALSE(checked.has_value());
    CHECK(checked.error() == Error{ErrorKind::unsupported, "Bits Stored of a colour image is 17"});
  }

  TEST_CASE("a table without entries, or of other than 8 to 16 bits, is refused, by name") {
    const Frame frame = frame_of(integers(8), {1});
    DisplayAttributes attributes;
    attributes.modality_lut = LookupTable{};
    CHECK(complaint(frame, attributes) == "the Modality LUT has no entries");
    attributes = {};
    attributes.voi_luts = {test::table_of(0, 7, {1})};
    CHECK(complaint(frame, attributes) == "a VOI LUT has entries of 7 bits");
    attributes = {};
    attributes.palette = Palette{test::table_of(0, 8, {1}), test::table_of(0, 8, {1}), {}};
    CHECK(complaint(frame, attributes) == "the palette has no entries");
  }

  TEST_CASE("a label map has whole numbers") {
    DisplayAttributes attributes;
    attributes.segmentation = Segmentation{SegmentationType::labelmap, 1, {}};
    CHECK(complaint(frame_of(integers(16), {1}), attributes).empty());
    CHECK(complaint(test::frame_of_floats({1e30F}), attributes) ==
          "a label map of floating point samples");
  }

  TEST_CASE("PALETTE COLOR needs a palette") {
    PixelLayout layout = integers(8);
    layout.photometric = Photometric::palette_color;
    CHECK(complaint(frame_of(layout, {1})) == "PALETTE COLOR without a palette");
  }
}
