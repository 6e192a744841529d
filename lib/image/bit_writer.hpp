// Bits in the order of deflate (RFC 1951, 3.1.1): from the least significant bit of each byte on.

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace noctis {

/// Writes to memory that its owner has made large enough: up to eight bytes behind the last bit may
/// be overwritten.
class BitWriter {
 public:
  explicit BitWriter(std::uint8_t* to) noexcept : to_(to) {}

  /// The `count` lowest bits, the others being 0.  At most 56.
  [[gnu::always_inline]] void put(std::uint64_t bits, unsigned count) noexcept {
    waiting_ |= bits << count_;
    count_ += count;
    std::memcpy(to_, &waiting_, sizeof waiting_);  // little endian, as base/bytes.hpp demands
    to_ += count_ / 8;
    waiting_ >>= count_ & ~7U;
    count_ &= 7;
  }

  /// Zeros up to the next byte, whose place is returned.
  std::uint8_t* align() noexcept {
    if (count_ > 0)
      put(0, 8 - count_);
    return to_;
  }

  /// Goes on there.  Precondition: aligned.
  void go_on_at(std::uint8_t* to) noexcept { to_ = to; }

 private:
  std::uint8_t* to_;
  std::uint64_t waiting_ = 0;  // fewer than 8 bits between two calls
  unsigned count_ = 0;
};

}  // namespace noctis
