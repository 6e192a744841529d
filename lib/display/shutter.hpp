// The Display Shutter (R40; PS3.3 C.7.6.11).

#pragma once

#include <optional>
#include <vector>

#include "frame/display_attributes.hpp"
#include "frame/remark.hpp"
#include "image/image.hpp"

namespace noctis {

/// Of 8 or 16 bits.  Hides what lies outside any of the shapes; edges and vertices belong to them.
/// The image's pixels are those of the frame: by `aspect`, where it is known, a circle is one on
/// square pixels.
template <class Sample>
[[nodiscard]] std::vector<Remark> apply_shutter(const Shutter& shutter,
                                                const std::optional<PixelAspect>& aspect,
                                                BasicImage<Sample>& image);

}  // namespace noctis
