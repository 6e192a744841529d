// A compare of the bytes with those one place before gives a bit a byte, 64 of them a word.  Shifts
// of whole words then tell where eight such bits end one after the other, and the edges of what
// that leaves are the runs': no byte is looked at, and nothing branches on what the bytes are.

#include "image/runs.hpp"

#include <algorithm>
#include <array>
#include <bit>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace noctis {

namespace {

constexpr std::size_t word = 64;

// A bit for each of the 64 bytes at `at` that equals the one before it.  The one before the first
// is read too.

// Eight bytes are compared in one word; a byte of zeros is one where the sum of its lower bits and
// 0x7f does not carry and the top bit is clear, and a product brings those eight bits together.
std::uint64_t equal_scalar(const std::uint8_t* at) noexcept {
  constexpr std::uint64_t low = 0x7f7f7f7f7f7f7f7f;
  std::uint64_t equal = 0;
  for (unsigned i = 0; i < word; i += 8) {
    const std::uint64_t differs = load_little_endian<std::uint64_t>({at + i, 8}) ^
                                  load_little_endian<std::uint64_t>({at + i - 1, 8});
    const std::uint64_t same = ~(((differs & low) + low) | differs | low) >> 7;
    equal |= (same * 0x0102040810204080 >> 56) << i;
  }
  return equal;
}

#if defined(__x86_64__)

std::uint64_t equal_in_16(const std::uint8_t* at) noexcept {
  const __m128i here = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
  const __m128i before = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at - 1));
  return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(here, before)));
}
std::uint64_t equal_sse2(const std::uint8_t* at) noexcept {
  return equal_in_16(at) | equal_in_16(at + 16) << 16 | equal_in_16(at + 32) << 32 |
         equal_in_16(at + 48) << 48;
}

[[gnu::target("avx2")]] inline std::uint64_t equal_in_32(const std::uint8_t* at) noexcept {
  const __m256i here = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
  const __m256i before = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at - 1));
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(here, before)));
}
[[gnu::target("avx2")]] inline std::uint64_t equal_avx2(const std::uint8_t* at) noexcept {
  return equal_in_32(at) | equal_in_32(at + 32) << 32;
}

#endif

// A word and the one before it, as far as a look back needs it.
class Look {
 public:
  /// The word whose bits are those `places` below; the lowest ones come from the word before.
  [[gnu::always_inline]] std::uint64_t back(std::uint64_t now, unsigned places) noexcept {
    const std::uint64_t moved = now << places | before_ >> (word - places);
    before_ = now;
    return moved;
  }

 private:
  std::uint64_t before_ = 0;
};

// Takes the words one after the other.
class WordRuns {
 public:
  explicit WordRuns(Run* to) noexcept : begun_(to), ended_(to) {}

  /// `same`: of the 64 bytes from `at` on.
  [[gnu::always_inline]] void take(std::uint32_t at, std::uint64_t same) noexcept {
    static_assert(shortest_run == 8);
    same &= one_.back(same, 1);
    same &= two_.back(same, 2);
    same &= four_.back(same, 4);
    // A bit is left where this and the seven before it were set.
    const std::uint64_t shifted = edge_.back(same, 1);
    begun_ = write(same & ~shifted, &Run::begin, at - (shortest_run - 1), begun_);
    ended_ = write(shifted & ~same, &Run::end, at, ended_);
  }

  [[nodiscard]] const Run* end() const noexcept { return ended_; }

 private:
  // The places of the bits that are set, each plus `at`: the first without a branch, for a second
  // is rare.
  [[gnu::always_inline]] static Run* write(std::uint64_t bits, std::uint32_t Run::*edge,
                                           std::uint32_t at, Run* to) noexcept {
    to->*edge = at + static_cast<std::uint32_t>(std::countr_zero(bits));
    to += bits != 0 ? 1 : 0;
    for (bits &= bits - 1; bits != 0; bits &= bits - 1)
      (to++)->*edge = at + static_cast<std::uint32_t>(std::countr_zero(bits));
    return to;
  }

  Look one_, two_, four_, edge_;
  Run* begun_;
  Run* ended_;
};

template <auto equal>
[[gnu::always_inline]] inline std::size_t find(ByteView bytes, int before, Run* runs) noexcept {
  // The first byte has its neighbour elsewhere, and the last ones are no whole word.
  const auto equal_in_part = [&](std::size_t at) {
    std::array<std::uint8_t, 1 + word> part = {};
    const std::size_t size = std::min(bytes.size() - at, word);
    std::copy_n(bytes.data() + at, size, part.data() + 1);
    const int last = at > 0 ? bytes[at - 1] : before;
    part[0] = static_cast<std::uint8_t>(last >= 0 ? last : ~part[1]);
    const std::uint64_t same = equal(part.data() + 1);
    return size < word ? same & ((std::uint64_t{1} << size) - 1) : same;
  };
  WordRuns words(runs);
  words.take(0, equal_in_part(0));
  std::size_t at = word;
  for (; at + word <= bytes.size(); at += word)
    words.take(static_cast<std::uint32_t>(at), equal(bytes.data() + at));
  // One bit at least is clear behind the last byte, where a run that reaches it ends.
  if (at <= bytes.size())
    words.take(static_cast<std::uint32_t>(at), equal_in_part(at));
  return static_cast<std::size_t>(words.end() - runs);
}

#if defined(__x86_64__)
[[gnu::target("avx2,bmi")]] std::size_t find_avx2(ByteView bytes, int before, Run* runs) noexcept {
  return find<equal_avx2>(bytes, before, runs);
}
#endif

std::size_t find_on(VectorPath path, ByteView bytes, int before, Run* runs) noexcept {
#if defined(__x86_64__)
  if (path >= VectorPath::avx2)
    return find_avx2(bytes, before, runs);
  if (path == VectorPath::sse2)
    return find<equal_sse2>(bytes, before, runs);
#endif
  return find<equal_scalar>(bytes, before, runs);
}

}  // namespace

std::span<const Run> find_runs(ByteView bytes, int before, VectorPath path,
                               std::vector<Run>& room) {
  // Between two runs is a byte at least; one more is written over.
  const std::size_t most = bytes.size() / (shortest_run + 1) + 2;
  if (room.size() < most)
    room.resize(most);
  return {room.data(), find_on(path, bytes, before, room.data())};
}

}  // namespace noctis
