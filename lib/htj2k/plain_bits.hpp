// The bits of a cleanup pass without those that are stuffed between them (ISO/IEC 15444-15 7.1).

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>

#include "base/bytes.hpp"

namespace noctis::htj2k {

/// Bits that can be read at any place, the first one lowest.  One instance takes many segments, and
/// keeps its memory.
class PlainBits {
 public:
  /// Bytes that may be read behind the last bit: of one row of a code-block, 256 pairs of quads at
  /// 30 bits of symbols and offsets.
  static constexpr std::size_t beyond = 1024;

  /// Magnitudes and signs: 0xff is followed by a bit of 0 that is not theirs.  Behind them are
  /// ones. False where that bit is 1.
  [[nodiscard]] bool take_forward(ByteView segment);

  /// Variable length codes, from the last byte but two back: a byte of seven ones has a bit of 0
  /// that is not theirs after one above 0x8f.  The last byte but one has begun with the four bits
  /// of `first`.  Behind them are zeros.  False where that bit is 1.
  [[nodiscard]] bool take_backward(ByteView segment, unsigned first);

  [[nodiscard]] const std::uint8_t* data() const noexcept { return bytes_.get(); }
  [[nodiscard]] std::size_t count() const noexcept { return count_; }

  /// 57 bits at least.  Precondition: `at` is at most 8 * beyond - 64 behind the last.
  [[nodiscard]] std::uint64_t at(std::size_t at) const noexcept {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes_.get() + at / 8, sizeof word);
    return word >> at % 8;
  }

 private:
  std::uint8_t* make_room(std::size_t segment_bytes);

  std::unique_ptr<std::uint8_t[]> bytes_;
  std::size_t room_ = 0;
  std::size_t count_ = 0;  // of bits
};

}  // namespace noctis::htj2k
