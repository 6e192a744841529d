// The grey pipeline for whole frames.

#pragma once

#include <cstdint>
#include <vector>

#include "display/grey_transform.hpp"
#include "frame/frame.hpp"

namespace noctis {

/// The grey, of 8 or 16 bits, of each of the 2^bits_stored bit patterns.  Precondition:
/// fits_table(layout), of sample_walk.hpp.
template <class Grey = std::uint8_t>
[[nodiscard]] std::vector<Grey> make_grey_table(const PixelLayout& layout,
                                                const GreyTransform& transform);

}  // namespace noctis
