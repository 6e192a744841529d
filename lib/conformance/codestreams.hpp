// Codestreams of a few pixels, by the phantom room's encoders.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "phantom/encoding.hpp"

namespace noctis::conformance {

using Encoder = phantom::EncodeFrame;

/// Samples of 8 bits, by pixel.
[[nodiscard]] inline Result<Bytes> encode_color(Encoder encode, std::uint32_t rows,
                                                std::uint32_t columns,
                                                std::vector<std::int32_t> samples,
                                                std::string_view photometric_interpretation) {
  return encode({.rows = rows,
                 .columns = columns,
                 .samples_per_pixel = 3,
                 .bits_allocated = 8,
                 .bits_stored = 8,
                 .values = std::move(samples)},
                photometric_interpretation);
}

/// Unsigned, in 16 bits.
[[nodiscard]] inline Result<Bytes> encode_grey(Encoder encode, std::uint32_t rows,
                                               std::uint32_t columns, std::uint16_t bits_stored,
                                               std::vector<std::int32_t> values) {
  return encode({.rows = rows,
                 .columns = columns,
                 .bits_allocated = 16,
                 .bits_stored = bits_stored,
                 .values = std::move(values)},
                "MONOCHROME2");
}

}  // namespace noctis::conformance
