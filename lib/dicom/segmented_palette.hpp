// Segmented Palette Color Lookup Table Data, expanded (PS3.3 C.7.9.2).

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace noctis {

/// `entries` values of 8 or 16 bits, as `bits_per_entry` says, from little endian `data`.  Fails
/// with ErrorKind::malformed where the segments make another number of entries or break the rules.
[[nodiscard]] Result<std::vector<std::uint16_t>> expand_segmented_palette(
    ByteView data, std::uint16_t bits_per_entry, std::size_t entries);

}  // namespace noctis
