// A frame and its attributes through all that noctis makes of them.

#pragma once

#include <algorithm>
#include <utility>

#include "dicom/instance.hpp"
#include "fuzz/require.hpp"
#include "render/explain.hpp"
#include "render/master.hpp"

namespace noctis::fuzz {

/// Every look, with overlays and shutter; then the same from the master, which must be equal.
inline void show(const Frame& frame, const DisplayAttributes& attributes) {
  require_sound(frame);
  View view;
  view.overlays = view.shutter = true;
  view.square_pixels = frame.layout.pixel_count() < 10000;  // else absurd ratios cost all the time
  FrameDisplay display(frame, attributes);
  for (std::uint32_t i = 0; i < display.file_view_count() && i < 3; ++i) {
    view.file_view = i;
    if (const auto picture = display.show(view))
      (void)explain(frame, attributes, view, *picture);
  }
  view.file_view = 0;
  const auto picture = display.show(view);
  if (!needs_master(frame.layout))
    return;
  PngEncoder encoder(Compression::fast);
  const auto encoded = encode_master(frame, attributes, encoder);
  if (!encoded)
    return;
  const auto master = Master::open(encoded->object, encoded->format, encoded->attributes);
  require(master.has_value(), "a master that was written can be opened");
  const auto kept = master->frame(0);
  const auto kept_attributes = master->display_attributes(0);
  require(kept && kept_attributes, "a master has its frame");
  const auto again = FrameDisplay(*kept, *kept_attributes).show(view);
  require(picture.has_value() == again.has_value(), "the master can be shown if the frame can");
  require(!picture || picture->image == again->image, "the master's picture is the frame's");
}

/// The first frames of a file, unless they have more pixels than is worth the time.
inline void show_file(Bytes file, std::uint64_t pixel_limit) {
  const auto instance = Instance::open(ByteSource::of(std::move(file)));
  if (!instance || !(*instance)->decodable())
    return;
  const ImageAttributes& image = (*instance)->attributes().image;
  if (std::uint64_t{image.rows} * image.columns > pixel_limit)
    return;
  for (std::uint32_t i = 0; i < std::min((*instance)->frame_count(), 2U); ++i) {
    const auto frame = (*instance)->frame(i);
    const auto attributes = (*instance)->display_attributes(i);
    if (frame && attributes)
      show(*frame, *attributes);
  }
}

}  // namespace noctis::fuzz
