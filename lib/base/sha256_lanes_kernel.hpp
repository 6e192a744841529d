// The rounds of SHA-256 on vectors of eight words.  Only sha256_lanes.cpp and the files for one
// kind of processor include this: the second hold nothing else, because what is compiled for
// processors that not everybody has must not be shared with the rest of the program.

#pragma once

#include <cstddef>
#include <cstdint>

#if defined(__x86_64__)

#include <immintrin.h>

#include "base/sha256_figures.hpp"

namespace noctis::sha256_lanes {

/// As take() has them, in plain pointers: `words` to eight rows, `data` to eight pointers.
void take_with_avx2(std::uint32_t (*words)[8], const std::uint8_t* const* data,
                    std::size_t blocks) noexcept;
void take_with_avx512(std::uint32_t (*words)[8], const std::uint8_t* const* data,
                      std::size_t blocks) noexcept;

#if defined(__AVX2__)

namespace {

// A word of each lane.
using Eight [[gnu::vector_size(32)]] = std::uint32_t;

template <int bits>
[[gnu::always_inline]] inline Eight rotated(Eight x) noexcept {
  return x >> bits | x << (32 - bits);
}

// Words first to first + 7 of each lane's block.
[[gnu::always_inline]] inline void read(Eight* words, const std::uint8_t* const* data,
                                        std::size_t at) noexcept {
  const __m256i big_endian =
      _mm256_broadcastsi128_si256(_mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203));
  __m256i rows[8], pairs[8], fours[8];
  for (std::size_t i = 0; i < 8; ++i)
    rows[i] = _mm256_shuffle_epi8(
        _mm256_loadu_si256(reinterpret_cast<const __m256i*>(data[i] + at)), big_endian);
  for (std::size_t i = 0; i < 8; i += 2) {
    pairs[i] = _mm256_unpacklo_epi32(rows[i], rows[i + 1]);
    pairs[i + 1] = _mm256_unpackhi_epi32(rows[i], rows[i + 1]);
  }
  for (std::size_t i = 0; i < 8; i += 4)
    for (std::size_t j = 0; j < 2; ++j) {
      fours[i + 2 * j] = _mm256_unpacklo_epi64(pairs[i + j], pairs[i + j + 2]);
      fours[i + 2 * j + 1] = _mm256_unpackhi_epi64(pairs[i + j], pairs[i + j + 2]);
    }
  for (std::size_t i = 0; i < 4; ++i) {
    words[i] = reinterpret_cast<Eight>(_mm256_permute2x128_si256(fours[i], fours[i + 4], 0x20));
    words[i + 4] = reinterpret_cast<Eight>(_mm256_permute2x128_si256(fours[i], fours[i + 4], 0x31));
  }
}

// FIPS 180-4, 6.2.2.  Of the message schedule, the last sixteen words are kept.
[[gnu::always_inline]] inline void take_eight(std::uint32_t (*words)[8],
                                              const std::uint8_t* const* data,
                                              std::size_t blocks) noexcept {
  Eight* const hash = reinterpret_cast<Eight*>(words);
  for (std::size_t block = 0; block < blocks; ++block) {
    Eight schedule[16];
    read(schedule, data, block * sha256_figures::block_size);
    read(schedule + 8, data, block * sha256_figures::block_size + 32);
    Eight a = hash[0], b = hash[1], c = hash[2], d = hash[3];
    Eight e = hash[4], f = hash[5], g = hash[6], h = hash[7];
#pragma GCC unroll 64
    for (std::size_t t = 0; t < 64; ++t) {
      Eight& word = schedule[t % 16];
      if (t >= 16) {
        const Eight old = schedule[(t + 1) % 16];
        const Eight late = schedule[(t + 14) % 16];
        word += (rotated<7>(old) ^ rotated<18>(old) ^ old >> 3) + schedule[(t + 9) % 16] +
                (rotated<17>(late) ^ rotated<19>(late) ^ late >> 10);
      }
      const Eight first = h + (rotated<6>(e) ^ rotated<11>(e) ^ rotated<25>(e)) +
                          ((e & f) ^ (~e & g)) + sha256_figures::constants[t] + word;
      const Eight second =
          (rotated<2>(a) ^ rotated<13>(a) ^ rotated<22>(a)) + ((a & b) | (c & (a | b)));
      h = g;
      g = f;
      f = e;
      e = d + first;
      d = c;
      c = b;
      b = a;
      a = first + second;
    }
    hash[0] += a;
    hash[1] += b;
    hash[2] += c;
    hash[3] += d;
    hash[4] += e;
    hash[5] += f;
    hash[6] += g;
    hash[7] += h;
  }
}

}  // namespace

#endif

}  // namespace noctis::sha256_lanes

#endif
