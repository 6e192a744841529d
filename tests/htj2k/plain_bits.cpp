// Segments beside the standard's own procedures, a bit at a time (ISO/IEC 15444-15 7.1).

#include "htj2k/plain_bits.hpp"

#include <vector>

#include <doctest/doctest.h>

#include "support/random.hpp"

using namespace noctis;
using namespace noctis::test;

namespace {

struct Expected {
  std::vector<bool> bits;
  bool is_sound = true;

  void add(unsigned byte, unsigned count) {
    for (unsigned i = 0; i < count; ++i)
      bits.push_back((byte >> i & 1) != 0);
  }
  void add_stuffed(unsigned byte, bool has_seven) {
    add(byte, has_seven ? 7 : 8);
    is_sound &= !has_seven || byte < 0x80;
  }
};

Expected forward(const Bytes& segment) {
  Expected expected;
  unsigned last = 0;
  for (const unsigned byte : segment) {
    expected.add_stuffed(byte, last == 0xff);
    last = byte;
  }
  return expected;
}

Expected backward(const Bytes& segment, unsigned first) {
  Expected expected;
  expected.add(first, (first & 7) == 7 ? 3 : 4);
  unsigned last = first << 4 | 15;
  for (auto byte = segment.rbegin(); byte != segment.rend(); ++byte) {
    expected.add_stuffed(*byte, last > 0x8f && (*byte & 0x7f) == 0x7f);
    last = *byte;
  }
  return expected;
}

void check(const htj2k::PlainBits& bits, bool is_sound, const Expected& expected, bool beyond) {
  CHECK(is_sound == expected.is_sound);
  REQUIRE(bits.count() == expected.bits.size());
  bool same = true;
  for (std::size_t i = 0; is_sound && i < bits.count() + 100; ++i)
    same &= ((bits.at(i) & 1) != 0) == (i < bits.count() ? expected.bits[i] : beyond);
  CHECK(same);
}

}  // namespace

TEST_SUITE("htj2k/plain_bits") {
  TEST_CASE("bits that were stuffed are left out, and must be 0") {
    constexpr std::uint8_t telling[] = {0xff, 0x7f, 0x80, 0x8f, 0x90, 0x00};
    Random random(41);
    htj2k::PlainBits bits;
    int sound = 0;
    for (int i = 0; i < 20000; ++i) {
      Bytes segment(random.below(60));
      const std::uint32_t among = 1 + random.below(20);
      for (std::uint8_t& byte : segment)
        byte = random.one_in(among) ? telling[random.below(6)]
                                    : static_cast<std::uint8_t>(random.below(256));
      CAPTURE(i);
      const bool is_sound_forward = bits.take_forward(segment);
      check(bits, is_sound_forward, forward(segment), true);
      const unsigned first = random.below(16);
      const bool is_sound = bits.take_backward(segment, first);
      check(bits, is_sound, backward(segment, first), false);
      sound += is_sound ? 1 : 0;
    }
    CHECK(sound > 5000);
    CHECK(sound < 19000);
  }
}
