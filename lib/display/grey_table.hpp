// The grey pipeline for whole frames.

#pragma once

#include <cstdint>
#include <vector>

#include "display/grey_transform.hpp"
#include "frame/frame.hpp"

namespace noctis {

/// The grey of each of the 2^bits_stored bit patterns.  Precondition: fits_table(layout),
/// of sample_walk.hpp.
[[nodiscard]] std::vector<std::uint8_t> make_grey_table(const PixelLayout& layout,
                                                        const GreyTransform& transform);

}  // namespace noctis
