// The grey pipeline for whole frames.

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "display/grey_transform.hpp"
#include "frame/frame.hpp"

namespace noctis {

/// The grey, of 8 or 16 bits, of each of the 2^bits_stored bit patterns.
template <class Grey>
struct GreyTable {
  std::vector<Grey> greys;
  /// In the order of the values that patterns stand for: all before the ramp are as the first, and
  /// all behind it as the last, but for padding.
  std::size_t ramp_begin = 0, ramp_end = 0;
};

/// Precondition: fits_table(layout), of sample_walk.hpp.
template <class Grey = std::uint8_t>
[[nodiscard]] GreyTable<Grey> make_grey_table(const PixelLayout& layout,
                                              const GreyTransform& transform);

}  // namespace noctis
