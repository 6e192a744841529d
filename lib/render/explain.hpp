// Why a picture looks as it does: each decision of the display pipeline with its source, for
// people and for programs.

#pragma once

#include "base/json.hpp"
#include "display/frame_display.hpp"
#include "display/view.hpp"
#include "frame/display_attributes.hpp"
#include "frame/frame.hpp"

namespace noctis {

/// One object with the keys, in the pipeline's order, "stored", "padding", "modality", "voi",
/// "polarity", "color", "segmentation", "shutter", "overlays", "aspect", "icc_profile", "picture"
/// and "remarks"; null where a stage has nothing to do with the picture.  Numbers are those that
/// were used; "asked" is what the view says.  `picture` is what FrameDisplay made of the other
/// three; its samples are not looked at.
[[nodiscard]] json::object explain(const Frame& frame, const DisplayAttributes& attributes,
                                   const View& view, const Picture& picture);
[[nodiscard]] json::object explain(const Frame& frame, const DisplayAttributes& attributes,
                                   const View& view, const Picture16& picture);

}  // namespace noctis
