// Pixel padding (R11) in the stored values that a frame has.

#pragma once

#include <optional>

#include "frame/display_attributes.hpp"
#include "frame/frame.hpp"

namespace noctis {

/// The padding, its ends cut where the frame's pixels were.
[[nodiscard]] std::optional<PixelPadding> padding_of(const PixelLayout& layout,
                                                     const DisplayAttributes& attributes) noexcept;

/// Whether they were.
[[nodiscard]] bool is_padding_cut(const PixelLayout& layout,
                                  const DisplayAttributes& attributes) noexcept;

}  // namespace noctis
