// Pixel padding (R11) in the stored values that a frame really has.

#pragma once

#include <optional>

#include "frame/display_attributes.hpp"
#include "frame/frame.hpp"

namespace noctis {

/// The file's padding; what of it does not fit in the frame's bits is cut off as the pixels' bits
/// were.  Which bits a frame has, an encapsulated one's codestream tells (R20).
[[nodiscard]] std::optional<PixelPadding> padding_of(const PixelLayout& layout,
                                                     const DisplayAttributes& attributes) noexcept;

}  // namespace noctis
