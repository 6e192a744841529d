// Palettes for tiny files.

#pragma once

#include <cstdint>
#include <vector>

#include "conformance/tiny_dataset.hpp"

namespace noctis::conformance {

/// The same descriptor for red, green and blue; each entry a word.
[[nodiscard]] TinyDataset palette(const std::vector<std::int64_t>& descriptor,
                                  const std::vector<std::int64_t>& red,
                                  const std::vector<std::int64_t>& green,
                                  const std::vector<std::int64_t>& blue);

/// The same segments for red, green and blue, as they lie in the file: words of 1 or 2 bytes.
[[nodiscard]] TinyDataset segmented_palette(const std::vector<std::int64_t>& descriptor,
                                            const Bytes& segments, std::size_t word_bytes);

}  // namespace noctis::conformance
