// Two ways to the same picture: from the frame, and from the master that was
// made of it.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "display/frame_display.hpp"
#include "render/master.hpp"
#include "tests/render/made_up_frames.hpp"

using namespace noctis;

namespace {

struct NamedAttributes {
  std::string name;
  DisplayAttributes attributes;
};

LookupTable ramp(std::int32_t first, std::uint16_t bits, std::size_t size) {
  LookupTable table{first, bits, {}, ""};
  for (std::size_t i = 0; i < size; ++i)
    table.entries.push_back(static_cast<std::uint16_t>((i * 40503U) % (1U << bits)));
  return table;
}

Overlay checkered_overlay() {
  Overlay overlay{.rows = 5, .columns = 7, .bits = {0x55, 0xaa, 0x55, 0xaa, 0x05}};
  overlay.origin_row = -1;
  overlay.origin_column = 3;
  return overlay;
}

std::vector<NamedAttributes> attribute_sets() {
  std::vector<NamedAttributes> sets(7);
  sets[0].name = "nothing";
  sets[1].name = "a CT with windows, padding and oblong pixels";
  DisplayAttributes& ct = sets[1].attributes;
  ct.modality = "CT";
  ct.hounsfield_units = true;
  ct.rescale = {0.1, -1024.0 / 3};
  ct.windows = {
      {40, 400}, {-600, 1500.7, VoiFunction::sigmoid}, {1, 0.3, VoiFunction::linear_exact}};
  ct.padding = {0, 100};
  ct.aspect = {0.7, 0.3, "PixelSpacing"};
  sets[2].name = "a modality LUT, VOI LUTs and an overlay";
  DisplayAttributes& luts = sets[2].attributes;
  luts.modality = "CR";
  luts.modality_lut = ramp(-5, 16, 300);
  luts.voi_luts = {ramp(10, 12, 1000), ramp(0, 8, 256)};
  luts.overlays = {checkered_overlay()};
  sets[3].name = "a supplemental palette";
  DisplayAttributes& palette = sets[3].attributes;
  palette.modality = "MR";
  palette.palette = {ramp(100, 16, 256), ramp(100, 16, 256), ramp(100, 16, 256)};
  palette.palette_is_supplemental = true;
  palette.windows = {{50, 90}};
  sets[4].name = "secondary capture";
  sets[4].attributes.sop_class_uid = "1.2.840.10008.5.1.4.1.1.7";
  sets[4].attributes.presentation_lut_shape = "INVERSE";
  sets[5].name = "a fractional segmentation";
  sets[5].attributes.modality = "SEG";
  sets[5].attributes.segmentation = {SegmentationType::fractional, 200};
  sets[6].name = "a shutter and a negative slope";
  DisplayAttributes& shutter = sets[6].attributes;
  shutter.modality = "XA";
  shutter.rescale = {-2, 7};
  shutter.shutter = Shutter{};
  shutter.shutter->circle = {7, 8, 5};
  shutter.shutter->polygon = {{1, 1}, {1, 17}, {13, 9}};
  shutter.shutter->presentation_value = 30000;
  return sets;
}

std::vector<View> views() {
  std::vector<View> views = {
      {},
      {.file_view = 1},
      {.kind = ViewKind::automatic},
      {.kind = ViewKind::full},
      {.kind = ViewKind::window, .window = {40, 400}},
      {.kind = ViewKind::window, .window = {100.5, 33.3, VoiFunction::linear_exact}},
      {.kind = ViewKind::window, .window = {2000, 3000, VoiFunction::sigmoid}},
      {.kind = ViewKind::full, .invert = true},
      {.square_pixels = false},
      {.overlays = true},
      {.shutter = true},
  };
  return views;
}

// Equal in every respect, or refused in the same words.
void check_same(FrameDisplay& one, FrameDisplay& other, const View& view) {
  const Result<Picture> left = one.show(view);
  const Result<Picture> right = other.show(view);
  REQUIRE(left.has_value() == right.has_value());
  if (!left) {
    CHECK(left.error() == right.error());
    return;
  }
  CHECK(left->image == right->image);
  CHECK(left->window() == right->window());
  CHECK(left->remarks == right->remarks);
}

void check_master(Frame frame, const DisplayAttributes& attributes) {
  PngEncoder encoder(Compression::fast);
  const auto object = encode_master(frame, attributes, encoder);
  REQUIRE_MESSAGE(object.has_value(), object.error().what);
  const auto master = Master::open(object->object, object->format, object->attributes);
  REQUIRE_MESSAGE(master.has_value(), master.error().what);
  const Result<Frame> read = master->frame(0);
  const Result<DisplayAttributes> read_attributes = master->display_attributes(0);
  REQUIRE(read.has_value());
  REQUIRE(read_attributes.has_value());

  FrameDisplay from_file(frame, attributes);
  FrameDisplay from_master(*read, *read_attributes);
  CHECK(from_file.file_view_count() == from_master.file_view_count());
  CHECK(from_file.is_color() == from_master.is_color());
  for (const View& view : views())
    check_same(from_file, from_master, view);
}

}  // namespace

TEST_SUITE("render/master_pictures") {
  TEST_CASE(
      "a picture made from a master equals the one made from the frame, "
      "to the pixel") {
    for (const auto& [layout_name, layout] : test::grey_layouts()) {
      for (const auto& [attributes_name, attributes] : attribute_sets()) {
        CAPTURE(layout_name);
        CAPTURE(attributes_name);
        Frame frame = test::made_up_frame(layout, layout.bits_stored);
        check_master(frame, attributes);
        frame.missing_from = 150;
        check_master(frame, attributes);
      }
    }
  }
}
