// What the store answers from: a picture made from a frame's master is the one made from the file.

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "corpus/real_files.hpp"
#include "display/frame_display.hpp"
#include "render/master.hpp"
#include "render/preset.hpp"
#include "support/corpus.hpp"

using namespace noctis;

namespace {

/// The first, the last, and those spread between them: all where there are no more than `most`.
std::set<std::uint32_t> some_frames(std::uint32_t count, std::uint32_t most) {
  std::set<std::uint32_t> frames;
  if (count <= most) {
    for (std::uint32_t i = 0; i < count; ++i)
      frames.insert(i);
    return frames;
  }
  for (std::uint64_t i = 0; i < most; ++i)
    frames.insert(static_cast<std::uint32_t>(i * (count - 1) / (most - 1)));
  return frames;
}

/// Every preset that can be asked for by name, the file's further looks, and the layers.
std::vector<View> views_of(const FrameDisplay& display, const DisplayAttributes& attributes) {
  std::vector<View> views;
  const PresetTable table = PresetTable::built_in();
  for (const Preset& preset : table.all())
    if (applies_to(preset, attributes.modality, attributes.hounsfield_units, display.is_color()))
      views.push_back(preset.view);
  for (std::uint32_t i = 1; i < display.file_view_count(); ++i)
    views.push_back({.file_view = i});
  if (!attributes.overlays.empty())
    views.push_back({.overlays = true});
  if (attributes.shutter)
    views.push_back({.shutter = true});
  views.push_back({.invert = true, .square_pixels = false});
  return views;
}

struct Count {
  std::size_t files = 0, frames = 0, pictures = 0;
};

void check_frame_and_master(const Frame& frame, const DisplayAttributes& attributes,
                            PngEncoder& encoder, Count& count) {
  const auto encoded = encode_master(frame, attributes, encoder);
  REQUIRE_MESSAGE(encoded.has_value(), encoded.error().what);
  const auto master = Master::open(encoded->object, encoded->format, encoded->attributes);
  REQUIRE_MESSAGE(master.has_value(), master.error().what);
  const auto read = master->frame(0);
  const auto read_attributes = master->display_attributes(0);
  REQUIRE(read.has_value());
  REQUIRE(read_attributes.has_value());

  FrameDisplay from_file(frame, attributes);
  FrameDisplay from_master(*read, *read_attributes);
  REQUIRE(from_file.file_view_count() == from_master.file_view_count());
  for (const View& view : views_of(from_file, attributes)) {
    const auto one = from_file.show(view);
    const auto other = from_master.show(view);
    REQUIRE_MESSAGE(one.has_value(), one.error().what);
    REQUIRE_MESSAGE(other.has_value(), other.error().what);
    // Without doctest's copy of the pixels.
    const bool equal = one->image == other->image;
    CHECK(equal);
    CHECK(one->remarks == other->remarks);
    ++count.pictures;
  }
  ++count.frames;
}

}  // namespace

TEST_SUITE("corpus/masters") {
  TEST_CASE("a picture from a real frame's master is the one from its file, to the pixel") {
    const auto corpus = test::corpus();
    if (!corpus)
      return;
    constexpr std::uint32_t most_frames = 40;
    PngEncoder encoder(Compression::fast);
    Count count;
    for (const json::object& row : test::rows_of(*corpus / "inventory.jsonl")) {
      const std::string path = test::text_of(row.at("path"));
      CAPTURE(path);
      const auto instance = test::open_image(*corpus / path);
      if (!instance)
        continue;
      const std::size_t before = count.frames;
      for (const std::uint32_t index : some_frames((*instance)->frame_count(), most_frames)) {
        CAPTURE(index);
        const auto frame = (*instance)->frame(index);
        const auto attributes = (*instance)->display_attributes(index);
        if (frame && attributes && needs_master(frame->layout))
          check_frame_and_master(*frame, *attributes, encoder, count);
      }
      count.files += count.frames > before ? 1 : 0;
    }
    CHECK(count.files > 300);
    MESSAGE(count.pictures << " pictures of " << count.frames << " frames of " << count.files
                           << " files");
  }
}
