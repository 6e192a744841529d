// What the codewords of a cleanup pass stand for (ISO/IEC 15444-15 7.3.5, 7.3.6, Annex C).

#pragma once

#include <array>
#include <cstdint>

namespace noctis::htj2k {

/// The symbol of one quad.  Bit n of a pattern belongs to sample n: 0 above 1, and right of them 2
/// above 3.
class QuadSymbol {
 public:
  constexpr QuadSymbol() = default;
  constexpr explicit QuadSymbol(std::uint16_t bits) : bits_(bits) {}

  [[nodiscard]] constexpr unsigned length() const noexcept { return bits_ & 7U; }
  /// Whether an offset of the exponent follows: u_off.
  [[nodiscard]] constexpr unsigned has_offset() const noexcept { return bits_ >> 3 & 1U; }
  [[nodiscard]] constexpr unsigned significant() const noexcept { return bits_ >> 4 & 15U; }
  /// Samples whose highest bit needs no reading, ϵ^k…
  [[nodiscard]] constexpr unsigned known() const noexcept { return bits_ >> 12; }
  /// … and what it is, ϵ^1.
  [[nodiscard]] constexpr unsigned known_ones() const noexcept { return bits_ >> 8 & 15U; }

  /// known, known_ones, significant, has_offset and length, from the top.
  [[nodiscard]] constexpr std::uint16_t bits() const noexcept { return bits_; }

 private:
  std::uint16_t bits_ = 0;
};

/// By the context, 3 bits, above the next 7 bits of the stream, the first lowest.
using QuadSymbols = std::array<QuadSymbol, 1024>;
extern const QuadSymbols initial_row_symbols;
extern const QuadSymbols other_row_symbols;

/// The offsets of a pair of quads: prefixes, then suffixes.
struct alignas(8) OffsetPair {
  std::uint8_t length;                      ///< of all
  std::uint8_t prefix_length;               ///< of both
  std::uint8_t suffix_length;               ///< of the first
  std::uint8_t suffix_mask, suffix_mask_2;  ///< of 0, 1 or 5 bits
  std::uint8_t offset, offset_2;            ///< to which the suffixes are added
};

/// Which quads of a pair have an offset, and how the two are told.
enum class OffsetMode : std::uint8_t {
  none,
  first,
  second,
  both,
  both_initial,        ///< in a block's first row, where the MEL symbol is 0
  both_large_initial,  ///< and where it is 1
};

/// By OffsetMode above the next 6 bits of the stream, the first lowest.
extern const std::array<OffsetPair, 384> offset_pairs;

}  // namespace noctis::htj2k
