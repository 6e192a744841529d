// Huffman codes as deflate has them (RFC 1951, 3.2.2): canonical, of bounded length.

#pragma once

#include <cstdint>
#include <span>

namespace noctis {

/// A symbol's code, its bits turned round so that the first one is the lowest.
struct HuffmanCode {
  std::uint16_t bits = 0;
  std::uint8_t length = 0;  ///< 0: the symbol does not occur

  bool operator==(const HuffmanCode&) const = default;
};

/// A code for each symbol that occurs, the frequent ones shorter; where one alone occurs it has a
/// bit, and so has the symbol beside it, to make the set complete.  `codes` is as long as `counts`:
/// 2 to 512 symbols, their counts together less than 2^23; `longest`, 1 to 15, has room for them.
void make_huffman_codes(std::span<const std::uint32_t> counts, unsigned longest,
                        std::span<HuffmanCode> codes) noexcept;

/// Of lengths given: what canonical means.
void assign_huffman_bits(std::span<HuffmanCode> codes) noexcept;

}  // namespace noctis
