#include "htj2k/magnitudes.hpp"

#include <cstring>

namespace noctis::htj2k {

void read_magnitudes_scalar(const QuadRow& row, const CoefficientRows& out) noexcept {
  for (std::size_t quad = 0; quad < 2 * row.pairs; ++quad) {
    const QuadSymbol symbol = row.symbols[quad];
    std::size_t at = row.positions[quad];
    for (unsigned n = 0; n < 4; ++n) {
      const bool is_significant = (symbol.significant() >> n & 1) != 0;
      std::int32_t coefficient = 0;
      std::uint32_t size = 0;
      if (is_significant) {
        const unsigned count = row.exponents[quad] - (symbol.known() >> n & 1);
        std::uint32_t word = 0;
        std::memcpy(&word, row.bits + at / 8, sizeof word);
        at += count;
        const std::uint32_t value = (word >> (at - count) % 8 & ((1U << count) - 1)) |
                                    (symbol.known_ones() >> n & 1) << count;
        const auto magnitude = static_cast<std::int32_t>(value / 2 + 1);
        coefficient = (value & 1) != 0 ? -magnitude : magnitude;
        size = value;
      }
      const std::size_t column = 2 * quad + n / 2;
      (n % 2 == 0 ? out.upper : out.lower)[column] = coefficient;
      if (n % 2 != 0)
        out.lower_sizes[column] = size;
    }
  }
}

}  // namespace noctis::htj2k
