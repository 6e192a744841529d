// Deflate's symbols for the lengths of matches (RFC 1951, 3.2.5), and what runs become as matches.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "image/huffman.hpp"
#include "image/runs.hpp"

namespace noctis {

/// 0 to 255: literals; behind the end the lengths.
constexpr std::size_t end_of_block = 256;
constexpr std::size_t length_symbols = 286;
constexpr std::uint32_t longest_match = 258;
constexpr std::uint32_t shortest_match = 3;

using SymbolCodes = std::array<HuffmanCode, length_symbols>;

struct LengthSymbol {
  std::uint16_t symbol = 0;
  std::uint8_t extra_bits = 0;
  std::uint8_t extra = 0;
};
constexpr auto make_length_symbols() {
  std::array<LengthSymbol, longest_match + 1> table = {};
  std::uint32_t length = shortest_match;
  for (std::uint16_t symbol = 257; symbol < 285; ++symbol) {
    const auto extra_bits = static_cast<std::uint8_t>(symbol < 265 ? 0 : (symbol - 261) / 4);
    for (std::uint32_t extra = 0; extra < 1U << extra_bits; ++extra)
      table[length++] = {symbol, extra_bits, static_cast<std::uint8_t>(extra)};
    if (length > longest_match)
      break;
  }
  table[longest_match] = {285, 0, 0};
  return table;
}
/// Of a match's length.
inline constexpr auto length_symbol_of = make_length_symbols();

/// Of the match that what is left of the run from `at` on begins with; 0: that is fewer bytes than
/// a match can be, which stay literals.
[[gnu::always_inline]] constexpr std::uint32_t match_length(const Run& run,
                                                            std::uint32_t at) noexcept {
  const std::uint32_t left = run.end - at;
  return left < shortest_match ? 0 : left < longest_match ? left : longest_match;
}

}  // namespace noctis
