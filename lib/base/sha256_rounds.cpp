#include "base/sha256_rounds.hpp"

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace noctis::sha256_rounds {

#if defined(__x86_64__)

namespace {

// FIPS 180-4, 6.2.2, four rounds a step.  Of the message schedule, four vectors of four words are
// kept; the step makes one that is needed by the next.
template <std::size_t lanes>
[[gnu::target("sha,sse4.1"), gnu::always_inline]] inline void take(
    const std::array<Words*, lanes>& words, std::array<const std::uint8_t*, lanes> data,
    std::size_t blocks) noexcept {
  const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  __m128i abef[lanes], cdgh[lanes];
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    abef[lane] = _mm_load_si128(reinterpret_cast<const __m128i*>(words[lane]->feba.data()));
    cdgh[lane] = _mm_load_si128(reinterpret_cast<const __m128i*>(words[lane]->hgdc.data()));
  }
  for (; blocks > 0; --blocks) {
    __m128i abef_before[lanes], cdgh_before[lanes], schedule[lanes][4];
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      abef_before[lane] = abef[lane];
      cdgh_before[lane] = cdgh[lane];
    }
#pragma GCC unroll 16
    for (std::size_t step = 0; step < 16; ++step) {
      const __m128i* const constant =
          reinterpret_cast<const __m128i*>(sha256_figures::constants) + step;
#pragma GCC unroll 2
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        __m128i* const w = schedule[lane];
        if (step < 4)
          w[step] = _mm_shuffle_epi8(
              _mm_loadu_si128(reinterpret_cast<const __m128i*>(data[lane]) + step), big_endian);
        const __m128i now = w[step % 4];
        const __m128i added = _mm_add_epi32(now, _mm_load_si128(constant));
        cdgh[lane] = _mm_sha256rnds2_epu32(cdgh[lane], abef[lane], added);
        abef[lane] = _mm_sha256rnds2_epu32(abef[lane], cdgh[lane], _mm_shuffle_epi32(added, 0x0e));
        if (step >= 3 && step < 15) {
          __m128i& next = w[(step + 1) % 4];
          const __m128i seven_back = _mm_alignr_epi8(now, w[(step + 3) % 4], 4);
          next = _mm_add_epi32(_mm_sha256msg1_epu32(next, w[(step + 2) % 4]), seven_back);
          next = _mm_sha256msg2_epu32(next, now);
        }
      }
    }
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      abef[lane] = _mm_add_epi32(abef[lane], abef_before[lane]);
      cdgh[lane] = _mm_add_epi32(cdgh[lane], cdgh_before[lane]);
      data[lane] += sha256_figures::block_size;
    }
  }
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    _mm_store_si128(reinterpret_cast<__m128i*>(words[lane]->feba.data()), abef[lane]);
    _mm_store_si128(reinterpret_cast<__m128i*>(words[lane]->hgdc.data()), cdgh[lane]);
  }
}

}  // namespace

bool are_there() noexcept {
  // CPUID leaf 7: bit 29 of EBX.
  unsigned eax = 0, ebx = 0, ecx = 0, edx = 0;
  return __builtin_cpu_supports("sse4.1") != 0 &&
         __get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx) != 0 && (ebx >> 29 & 1) != 0;
}

[[gnu::target("sha,sse4.1")]] void take_one(Words& words, const std::uint8_t* data,
                                            std::size_t blocks) noexcept {
  take<1>({&words}, {data}, blocks);
}

[[gnu::target("sha,sse4.1")]] void take_two(std::array<Words*, 2> words,
                                            std::array<const std::uint8_t*, 2> data,
                                            std::size_t blocks) noexcept {
  take<2>(words, data, blocks);
}

#else

bool are_there() noexcept {
  return false;
}

void take_one(Words& /*words*/, const std::uint8_t* /*data*/, std::size_t /*blocks*/) noexcept {}

void take_two(std::array<Words*, 2> /*words*/, std::array<const std::uint8_t*, 2> /*data*/,
              std::size_t /*blocks*/) noexcept {}

#endif

}  // namespace noctis::sha256_rounds
