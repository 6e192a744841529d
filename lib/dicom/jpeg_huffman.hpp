// Huffman codes and the bits they are in, as JPEG's DC differences use them (ISO/IEC 10918-1
// Annexes C, F.2.2, H.1.2.2).

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace noctis {

/// A code with symbols that are numbers of bits, 0..16.
class HuffmanTable {
 public:
  /// A table as DHT has it after its first byte: 16 counts, then the symbols.  Fails with
  /// ErrorKind::malformed where it is no prefix code.
  static Result<HuffmanTable> read(ByteView bytes);

  [[nodiscard]] std::size_t symbol_count() const noexcept { return symbol_count_; }

  /// All symbols that have a code, each as `take` is told: with its code, as the first of 16 bits,
  /// and how many of them are the code.
  template <class Take>
  void each_code(Take take) const {
    for (unsigned length = 1; length < lengths_.size(); ++length) {
      std::size_t symbol = lengths_[length].first_symbol;
      for (std::uint32_t code = lengths_[length].first; code < lengths_[length].end;
           code += 1U << (16 - length))
        take(symbols_[symbol++], code, length);
    }
  }

  struct Code {
    std::uint8_t symbol = 0;
    std::uint8_t length = 0;  ///< 0: no code begins like that
  };
  /// `next` are the 16 bits that come next, the first one highest.
  [[nodiscard]] Code find(std::uint32_t next) const noexcept;

 private:
  /// All codes of one length.
  struct Length {
    std::uint32_t first = 0;  // as the first of 16 bits
    std::uint32_t end = 0;    // likewise, beyond the last
    std::size_t first_symbol = 0;
  };

  std::array<Length, 17> lengths_{};
  std::array<std::uint8_t, 256> symbols_{};
  std::size_t symbol_count_ = 0;
};

/// What a scan looks its differences up in.
class DifferenceTable {
 public:
  explicit DifferenceTable(const HuffmanTable& codes);

  /// A difference of Annex H: a code for its number of bits, then those bits; 16 stands for 32768.
  struct Difference {
    std::int32_t value = 0;
    std::uint32_t length = 0;  ///< of both; 0: no code begins like that
  };
  /// `next` are the bits that come next, the first one highest, 32 of them at least.
  [[nodiscard]] Difference find(std::uint64_t next) const noexcept {
    const Short found = short_[next >> (64 - short_length)];
    if (found.length == 0) [[unlikely]]
      return find_long(next);
    return {found.value, found.length};
  }

 private:
  // Of an image without much noise nearly all are shorter, and their table stays in the nearest
  // cache.
  static constexpr unsigned short_length = 12;

  struct Short {
    std::int16_t value = 0;
    std::uint8_t length = 0;  // 0: none of these
  };

  void add(unsigned size, std::uint32_t code, unsigned length);
  [[nodiscard]] Difference find_long(std::uint64_t next) const noexcept;

  HuffmanTable codes_;
  std::array<Short, 1U << short_length> short_{};
};

/// A place in the bits of an interval: small, for loops to keep in registers.
class BitCursor {
 public:
  BitCursor() = default;
  explicit BitCursor(const std::uint8_t* bytes) noexcept : bytes_(bytes) {}

  /// Precondition: there are 16 bytes from here on, bits of the interval or not.
  int read_difference(const DifferenceTable& table) noexcept {
    fill();
    const DifferenceTable::Difference difference = table.find(buffer_);
    damaged_ |= difference.length == 0;
    buffer_ <<= difference.length;
    available_ -= difference.length;
    return difference.value;
  }

  /// Whether bits were met that are no code.
  [[nodiscard]] bool is_damaged() const noexcept { return damaged_; }
  /// Whether bits behind `end` were read.
  [[nodiscard]] bool is_beyond(const std::uint8_t* end) const noexcept {
    return bytes_ > end && static_cast<std::size_t>(bytes_ - end) * 8 > available_;
  }
  /// Whole bytes up to `end` that were not read.
  [[nodiscard]] std::size_t unread(const std::uint8_t* end) const noexcept {
    const std::uint8_t* const next = bytes_ - available_ / 8;
    return next < end ? static_cast<std::size_t>(end - next) : 0;
  }

 private:
  // Without a branch: to 56 bits or more; those beyond are the ones that come next anyway.
  void fill() noexcept {
    buffer_ |= load_big_endian<std::uint64_t>({bytes_, sizeof buffer_}) >> available_;
    bytes_ += (63 - available_) / 8;
    available_ |= 56U;
  }

  const std::uint8_t* bytes_ = nullptr;  // the first that is not in the buffer as a whole
  std::uint64_t buffer_ = 0;             // the next bits, from the highest on
  unsigned available_ = 0;               // how many of them are counted: the others come again
  bool damaged_ = false;
};

/// Entropy-coded data, an interval after the other, without stuffed zero bytes.
class CodedIntervals {
 public:
  /// Begins with the first.  No more than `most` differences are read between two calls of
  /// is_exhausted(): beyond an interval's end there are zeros for as many.
  CodedIntervals(ByteView data, std::size_t most);

  BitCursor cursor = {};

  /// False where no RSTn comes next, or where more than some last bytes of the interval were not
  /// read: then the two ran apart.
  [[nodiscard]] bool begin_next();

  /// Whether bits were read that are not there.
  [[nodiscard]] bool is_exhausted() const noexcept { return cursor.is_beyond(end_); }
  /// Whether bits were met that are no code.
  [[nodiscard]] bool is_damaged() const noexcept { return cursor.is_damaged() && !is_exhausted(); }
  [[nodiscard]] bool at_end() const noexcept { return position_ >= data_.size(); }
  /// The first byte that was not taken: a marker, or the end.
  [[nodiscard]] std::size_t position() const noexcept { return position_; }

 private:
  void begin();

  ByteView data_;
  std::size_t padding_;
  std::size_t position_ = 0;
  std::unique_ptr<std::uint8_t[]> bytes_;  // of the interval, then zeros
  const std::uint8_t* end_ = nullptr;      // of the interval's
};

}  // namespace noctis
