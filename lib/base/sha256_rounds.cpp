#include "base/sha256_rounds.hpp"

#include <algorithm>

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace noctis::sha256_rounds {

ByteView PaddedEnd::of(ByteView left, std::uint64_t size) {
  const std::uint64_t bits = 8 * size;
  const std::size_t used =
      left.size() + 1 + sizeof bits <= block_size ? block_size : 2 * block_size;
  const auto end = std::copy(left.begin(), left.end(), blocks_.begin());
  std::fill(end, blocks_.end(), std::uint8_t{0});
  blocks_[left.size()] = 0x80;
  for (std::size_t i = 0; i < sizeof bits; ++i)
    blocks_[used - 1 - i] = static_cast<std::uint8_t>(bits >> (8 * i));
  return ByteView(blocks_).first(used);
}

Digest digest_of(const Words& words) {
  const auto& [feba, hgdc] = words;
  const std::array<std::uint32_t, 8> in_order = {feba[3], feba[2], hgdc[3], hgdc[2],
                                                 feba[1], feba[0], hgdc[1], hgdc[0]};
  Digest digest;
  for (std::size_t i = 0; i < digest.size(); ++i)
    digest[i] = static_cast<std::uint8_t>(in_order[i / 4] >> (24 - 8 * (i % 4)));
  return digest;
}

#if defined(__x86_64__)

namespace {

// FIPS 180-4, 4.2.2.
alignas(16) constexpr std::uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

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
      const __m128i* const constant = reinterpret_cast<const __m128i*>(constants) + step;
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
      data[lane] += 64;
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
