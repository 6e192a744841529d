// Overlay planes, drawn white (R18).

#pragma once

#include <vector>

#include "frame/display_attributes.hpp"
#include "frame/remark.hpp"
#include "image/image.hpp"

namespace noctis {

/// Of 8 or 16 bits.  Draws what of each overlay lies on the image, whose pixels are those of the
/// frame.  An overlay that is not whole is left out and told of.  PS3.3 C.9.2.
template <class Sample>
[[nodiscard]] std::vector<Remark> draw_overlays(const std::vector<Overlay>& overlays,
                                                BasicImage<Sample>& image);

}  // namespace noctis
