#include "htj2k/plain_bits.hpp"

#include <algorithm>

#include "base/eight_bytes.hpp"

namespace noctis::htj2k {

namespace {

constexpr unsigned seven_bytes = 56;

/// Appends bits.
class Sink {
 public:
  explicit Sink(std::uint8_t* to) : begin_(to), to_(to) {}

  /// Precondition: `count` is at most 56, and bits has none above those.
  void put(std::uint64_t bits, unsigned count) noexcept {
    waiting_ |= bits << waiting_count_;
    waiting_count_ += count;
    std::memcpy(to_, &waiting_, sizeof waiting_);
    const unsigned whole = waiting_count_ / 8;
    to_ += whole;
    waiting_ >>= 8 * whole;
    waiting_count_ %= 8;
  }

  /// Fills up what is beyond, and tells how many bits there are before that.
  std::size_t end(std::uint8_t fill) noexcept {
    *to_ = static_cast<std::uint8_t>(waiting_ | unsigned{fill} << waiting_count_);
    std::memset(to_ + 1, fill, PlainBits::beyond);
    return static_cast<std::size_t>(to_ - begin_) * 8 + waiting_count_;
  }

 private:
  std::uint8_t* begin_;
  std::uint8_t* to_;
  std::uint64_t waiting_ = 0;
  unsigned waiting_count_ = 0;  // below 8
};

std::uint64_t word_at(ByteView bytes, std::size_t at) noexcept {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes.data() + at, sizeof word);
  return word;
}

}  // namespace

std::uint8_t* PlainBits::make_room(std::size_t segment_bytes) {
  const std::size_t needed = segment_bytes + 2 * sizeof(std::uint64_t) + beyond;
  if (needed > room_) {
    room_ = std::max(needed, 2 * room_);
    bytes_ = std::make_unique_for_overwrite<std::uint8_t[]>(room_);
  }
  return bytes_.get();
}

bool PlainBits::take_forward(ByteView segment) {
  Sink sink(make_room(segment.size()));
  bool after_ff = false, is_sound = true;
  std::size_t at = 0;
  const auto take_byte = [&] {
    const std::uint64_t byte = segment[at++];
    is_sound &= !after_ff || byte < 0x80;
    sink.put(after_ff ? byte & 0x7fU : byte, after_ff ? 7 : 8);
    after_ff = byte == 0xff;
  };
  while (segment.size() - at >= sizeof(std::uint64_t)) {
    const std::uint64_t word = word_at(segment, at);
    if (after_ff || eight_bytes::any(eight_bytes::equal(word, 0xff))) {
      for (std::size_t i = 0; i < sizeof word; ++i)
        take_byte();
    } else {
      sink.put(word << 8 >> 8, seven_bytes);
      at += 7;
    }
  }
  while (at < segment.size())
    take_byte();
  count_ = sink.end(0xff);
  return is_sound;
}

bool PlainBits::take_backward(ByteView segment, unsigned first) {
  Sink sink(make_room(segment.size()));
  const unsigned first_count = (first & 7U) == 7 ? 3 : 4;
  sink.put(first & ((1U << first_count) - 1), first_count);
  unsigned last = first << 4 | 15;
  bool is_sound = true;
  std::size_t left = segment.size();
  const auto take_byte = [&] {
    const unsigned byte = segment[--left];
    const bool has_seven = last > 0x8f && (byte & 0x7fU) == 0x7f;
    is_sound &= !has_seven || byte == 0x7f;
    sink.put(has_seven ? 0x7f : byte, has_seven ? 7 : 8);
    last = byte;
  };
  while (left >= sizeof(std::uint64_t)) {
    const std::uint64_t word = word_at(segment, left - sizeof(std::uint64_t));
    if (eight_bytes::any(eight_bytes::equal(word & eight_bytes::all(0x7f), 0x7f))) {
      for (std::size_t i = 0; i < sizeof word; ++i)
        take_byte();
    } else {
      sink.put(__builtin_bswap64(word) << 8 >> 8, seven_bytes);
      left -= 7;  // the next is none of seven ones, whatever is before it
    }
  }
  while (left > 0)
    take_byte();
  count_ = sink.end(0);
  return is_sound;
}

}  // namespace noctis::htj2k
