// A vector compare of the bytes with those one place before gives a bit a byte; a run is where
// three bits or more stand in a row, and those are rare: most steps find none and go on.

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

[[gnu::target("avx2")]] std::uint32_t equal_avx2(const std::uint8_t* at) noexcept {
  const __m256i here = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
  const __m256i before = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at - 1));
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(here, before)));
}

std::uint32_t equal_sse2(const std::uint8_t* at) noexcept {
  const auto half = [](const std::uint8_t* from) {
    const __m128i here = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
    const __m128i before = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from - 1));
    return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(here, before)));
  };
  return half(at) | half(at + 16) << 16;
}

// 32 bytes a step, of which the last two places cannot show three in a row: 30.
template <auto equal>
[[gnu::always_inline]] inline void find_vector(ByteView bytes, std::size_t at,
                                               std::vector<Run>& runs) {
  while (at + 32 <= bytes.size()) {
    const std::uint32_t same = equal(bytes.data() + at);
    const std::uint32_t starts = same & same >> 1 & same >> 2;
    if (starts == 0) {
      at += 30;
      continue;
    }
    at += static_cast<std::size_t>(std::countr_zero(starts));
    at = take_run(bytes, at, runs);
  }
  find_scalar(bytes, at, runs);
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
  if (path == VectorPath::avx2)
    return find_avx2(bytes, at, runs);
  if (path == VectorPath::sse2)
    return find_vector<equal_sse2>(bytes, at, runs);
#endif
  find_scalar(bytes, at, runs);
}

}  // namespace noctis
