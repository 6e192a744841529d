// A vector compare of the bytes with those one place before gives a bit a byte, 64 of them a word:
// a run is three bits or more in a row.  Those that lie in one word are found without a look at the
// bytes; one that reaches a word's end waits for the next.

#include "image/runs.hpp"

#include <bit>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace noctis {

namespace {

constexpr std::size_t shortest = 3;

std::size_t end_of_run(ByteView bytes, std::size_t at) noexcept {
  const std::uint8_t value = bytes[at];
  std::size_t end = at;
  // Eight bytes a step while they are all the same.
  const std::uint64_t all = 0x0101010101010101U * value;
  while (end + 8 <= bytes.size() && load_little_endian<std::uint64_t>(bytes.subspan(end)) == all)
    end += 8;
  while (end < bytes.size() && bytes[end] == value)
    ++end;
  return end;
}

// The next place where one can begin: at its end, the byte before differs.
std::size_t take_run(ByteView bytes, std::size_t at, std::vector<Run>& runs) {
  const std::size_t end = end_of_run(bytes, at);
  runs.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end - at)});
  return end + 1;
}

// From `at` on, where bytes[at - 1] exists, up to the end.
void find_scalar(ByteView bytes, std::size_t at, std::vector<Run>& runs) {
  // A pair that differs cannot lie in a run: the next one that may begin does so behind it.
  while (at + shortest <= bytes.size()) {
    if (bytes[at + 2] != bytes[at + 1])
      at += 3;
    else if (bytes[at + 1] != bytes[at])
      at += 2;
    else if (bytes[at] != bytes[at - 1])
      at += 1;
    else
      at = take_run(bytes, at, runs);
  }
}

#if defined(__x86_64__)

// 32 bytes, and 16: a bit where each equals the one before it.
[[gnu::target("avx2")]] inline std::uint64_t equal_in_32(const std::uint8_t* at) noexcept {
  const __m256i here = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
  const __m256i before = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at - 1));
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(here, before)));
}
inline std::uint64_t equal_in_16(const std::uint8_t* at) noexcept {
  const __m128i here = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
  const __m128i before = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at - 1));
  return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(here, before)));
}

[[gnu::target("avx2")]] inline std::uint64_t equal_avx2(const std::uint8_t* at) noexcept {
  return equal_in_32(at) | equal_in_32(at + 32) << 32;
}
inline std::uint64_t equal_sse2(const std::uint8_t* at) noexcept {
  return equal_in_16(at) | equal_in_16(at + 16) << 16 | equal_in_16(at + 32) << 32 |
         equal_in_16(at + 48) << 48;
}

// Takes the words one after the other.
class WordRuns {
 public:
  explicit WordRuns(std::vector<Run>& runs) : runs_(runs) {}

  /// `same`: of the 64 bytes from `at` on.
  void take(std::size_t at, std::uint64_t same) {
    if (is_open_) {
      if (same == all)
        return;
      const int length = std::countr_one(same);
      add(open_, at + static_cast<std::size_t>(length) - open_);
      same &= all << length;
    }
    const int waiting = std::countl_one(same);
    is_open_ = waiting > 0;
    open_ = at + word - static_cast<std::size_t>(waiting);
    if (waiting == word)
      return;
    same &= all >> waiting;
    std::uint64_t starts = same & same >> 1 & same >> 2;
    while (starts != 0) {
      const int begin = std::countr_zero(starts);
      const int length = std::countr_one(same >> begin);
      add(at + static_cast<std::size_t>(begin), static_cast<std::size_t>(length));
      starts &= all << (begin + length);  // at most to bit 62: the last one is clear
    }
  }

  /// Where the one that waits begins, else `at`, the end of the last word.
  [[nodiscard]] std::size_t rest(std::size_t at) const noexcept { return is_open_ ? open_ : at; }

 private:
  static constexpr int word = 64;
  static constexpr std::uint64_t all = ~std::uint64_t{0};

  void add(std::size_t begin, std::size_t length) {
    if (length >= shortest)
      runs_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(length)});
  }

  std::vector<Run>& runs_;
  std::size_t open_ = 0;
  bool is_open_ = false;
};

template <auto equal>
[[gnu::always_inline]] inline void find_vector(ByteView bytes, std::size_t at,
                                               std::vector<Run>& runs) {
  WordRuns words(runs);
  for (; at + 64 <= bytes.size(); at += 64)
    words.take(at, equal(bytes.data() + at));
  find_scalar(bytes, words.rest(at), runs);
}

[[gnu::target("avx2")]] void find_avx2(ByteView bytes, std::size_t at, std::vector<Run>& runs) {
  find_vector<equal_avx2>(bytes, at, runs);
}

#endif

}  // namespace

void find_runs(ByteView bytes, int before, VectorPath path, std::vector<Run>& runs) {
  if (bytes.empty())
    return;
  // The first byte alone has its neighbour elsewhere.
  std::size_t at = 1;
  if (bytes[0] == before) {
    if (end_of_run(bytes, 0) >= shortest)
      at = take_run(bytes, 0, runs);
    else
      at = end_of_run(bytes, 0) + 1;
  }
#if defined(__x86_64__)
  if (path >= VectorPath::avx2)
    return find_avx2(bytes, at, runs);
  if (path == VectorPath::sse2)
    return find_vector<equal_sse2>(bytes, at, runs);
#endif
  find_scalar(bytes, at, runs);
}

}  // namespace noctis
