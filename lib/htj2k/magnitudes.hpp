// The coefficients of a row of quads from their bits (ISO/IEC 15444-15 7.3.8): the same on every
// path.  The file that is compiled for AVX2 includes nothing else of this room but the symbols.

#pragma once

#include <cstddef>
#include <cstdint>

#include "htj2k/vlc_codes.hpp"

namespace noctis::htj2k {

/// Quads go in pairs: an odd one has an insignificant one behind it.
struct QuadRow {
  std::size_t pairs;
  const QuadSymbol* symbols;
  const std::uint8_t* exponents;   ///< U of each, 1..most_magnitude_bits
  const std::uint32_t* positions;  ///< of the first bit of each
  const std::uint8_t* bits;        ///< with 16 bytes behind those of the last quad
};

/// Four of each a pair of quads.
struct CoefficientRows {
  std::int32_t* upper;
  std::int32_t* lower;
  std::uint32_t* lower_sizes;  ///< as long as 2 * magnitude - 1, but for 0 of 1
};

void read_magnitudes_scalar(const QuadRow& row, const CoefficientRows& out) noexcept;
#if defined(__x86_64__)
void read_magnitudes_avx2(const QuadRow& row, const CoefficientRows& out) noexcept;
#endif

}  // namespace noctis::htj2k
