// Huffman codes and the bits they are in, as JPEG's DC differences use them (ISO/IEC 10918-1
// Annexes C, F.2.2, H.1.2.2).

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace noctis {

/// Symbols are numbers of bits, 0..16.
class HuffmanTable {
 public:
  /// A table as DHT has it after its first byte: 16 counts, then the symbols.  Fails with
  /// ErrorKind::malformed where it is no prefix code.
  static Result<HuffmanTable> read(ByteView bytes);

  [[nodiscard]] std::size_t symbol_count() const noexcept { return symbol_count_; }

  struct Code {
    std::uint8_t symbol = 0;
    std::uint8_t length = 0;  ///< 0: no code begins like that
  };
  /// `next` are the 16 bits that come next, the first one highest.
  [[nodiscard]] Code find(std::uint32_t next) const noexcept {
    const Code code = short_codes_[next >> (16 - short_length)];
    return code.length != 0 ? code : find_long(next);
  }

 private:
  // Nearly all codes are shorter, and their table stays in the nearest cache.
  static constexpr unsigned short_length = 10;

  /// All codes of one length.
  struct Length {
    std::uint32_t first = 0;  // as the first of 16 bits
    std::uint32_t end = 0;    // likewise, beyond the last
    std::size_t first_symbol = 0;
  };

  void add(unsigned length, std::uint32_t first, std::span<const std::uint8_t> symbols);
  [[nodiscard]] Code find_long(std::uint32_t next) const noexcept;

  std::array<Code, 1U << short_length> short_codes_{};
  std::array<Length, 17> lengths_{};
  std::array<std::uint8_t, 256> symbols_{};
  std::size_t symbol_count_ = 0;
};

/// The bits of entropy-coded data, without stuffed zero bytes; beyond their end there are zeros.
class BitReader {
 public:
  explicit BitReader(ByteView data) : data_(data) {}

  /// A difference of Annex H: a Huffman code for its number of bits, then those bits; 16 stands for
  /// 32768.
  int read_difference(const HuffmanTable& table) {
    if (available_ < 32)
      fill();
    const HuffmanTable::Code code = table.find(static_cast<std::uint32_t>(buffer_ >> 48));
    if (code.length == 0) {
      damaged_ = true;
      return 0;
    }
    skip(code.length);
    const unsigned size = code.symbol;
    if (size == 16)
      return 32768;
    // F.2.2.1, EXTEND: where the first bit is 0, the number is negative.  Without branches: which
    // way they go is noise.
    const auto magnitude = static_cast<std::int64_t>((buffer_ >> 1) >> (63 - size));
    const auto if_negative = static_cast<std::int64_t>(~buffer_) >> 63;
    const std::int64_t least = 1 - (std::int64_t{1} << size);
    skip(size);
    return static_cast<int>(magnitude + (if_negative & least));
  }

  /// Discards what is left of the interval.  False where no RSTn comes next.
  bool skip_restart_marker();

  /// Whether bits were read that are not there.
  [[nodiscard]] bool is_exhausted() const noexcept { return available_ < invented_; }
  /// Whether bits were met that are no code.
  [[nodiscard]] bool is_damaged() const noexcept { return damaged_ && !is_exhausted(); }
  [[nodiscard]] bool at_end() const noexcept { return position_ >= data_.size(); }
  /// The first byte that was not taken: a marker, or the end.
  [[nodiscard]] std::size_t position() const noexcept { return position_; }

 private:
  void fill() {
    // Eight bytes at once, as long as none of them is FF.
    if (position_ + 8 <= data_.size()) {
      const auto next = load_big_endian<std::uint64_t>(data_.subspan(position_));
      const bool has_ff = (((~next) - low_bits) & next & high_bits) != 0;
      if (!has_ff) {
        const unsigned bytes = (63 - available_) / 8;
        buffer_ |= next >> available_;  // the bits beyond are those that come next anyway
        position_ += bytes;
        available_ += bytes * 8;
        return;
      }
    }
    fill_bytewise();
  }
  void fill_bytewise();
  void skip(unsigned bits) noexcept {
    buffer_ <<= bits;
    available_ -= bits;
  }

  static constexpr std::uint64_t low_bits = 0x0101010101010101, high_bits = 0x8080808080808080;

  ByteView data_;
  std::size_t position_ = 0;
  std::uint64_t buffer_ = 0;  // the next bits, from the highest on
  unsigned available_ = 0;    // how many of them are filled in
  unsigned invented_ = 0;     // how many of those at the end are zeros of our own
  bool damaged_ = false;
};

}  // namespace noctis
