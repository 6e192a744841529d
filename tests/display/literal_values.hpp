// The display rules once more, one pixel at a time and each as it is written, in doubles, with
// nothing shared with the code that makes pictures: here the numbers that samples and tables hold.

#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <variant>

#include "frame/display_attributes.hpp"
#include "frame/frame.hpp"

namespace noctis::test::literal {

/// R20: bits above Bits Stored taken away, then signed by Pixel Representation.
inline double stored(const Frame& frame, std::size_t sample) {
  return std::visit(
      [&](const auto& samples) -> double {
        double value = static_cast<double>(samples[sample]);
        if (frame.layout.sample_kind != SampleKind::integer)
          return value;
        value = std::fmod(value, std::pow(2, frame.layout.bits_stored));
        if (frame.layout.is_signed && value >= std::pow(2, frame.layout.bits_stored - 1))
          value -= std::pow(2, frame.layout.bits_stored);
        return value;
      },
      frame.samples);
}

/// R32: what the file no longer holds is background.
inline bool is_missing(const Frame& frame, std::size_t pixel) {
  return frame.missing_from && pixel >= *frame.missing_from;
}

/// R7: values below and above the table take its first and last entry.
inline double entry(const LookupTable& table, double value) {
  const auto last = static_cast<double>(table.entries.size()) - 1;
  const double index = std::floor(value + 0.5) - table.first_value_mapped;
  return table.entries[static_cast<std::size_t>(std::min(std::max(index, 0.0), last))];
}

/// R27: to nearest, halves up, saturated.
inline std::uint8_t grey(double value) {
  return static_cast<std::uint8_t>(std::min(std::max(std::floor(value + 0.5), 0.0), 255.0));
}

/// Of a quotient of whole numbers: a half that a double misses by its last bits is one all the
/// same.
inline std::uint8_t grey_of_quotient(double value) {
  return grey(value + 1e-9);
}

}  // namespace noctis::test::literal
