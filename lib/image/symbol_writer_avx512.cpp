// Sixty-four literals at once, compiled for AVX-512: each one's code is found in a table that lies
// in registers, and those of four are put together in lanes of 16, 32 and 64 bits.
//
// A code is kept with a bit set above its bits: the highest that is set tells how long it is.  What
// is put together keeps that of its last code.

#include "image/symbol_writer_kernel.hpp"

#if defined(__x86_64__)

#include <immintrin.h>

#include "image/symbol_writer_eights.hpp"

namespace noctis::symbol_writer {

namespace {

constexpr std::size_t literals = 256;

class LiteralsByWords {
 public:
  explicit LiteralsByWords(const HuffmanCode* codes) noexcept {
    for (std::size_t value = 0; value < literals; ++value)
      marked_[value] = static_cast<std::uint16_t>(codes[value].bits | 1U << codes[value].length);
  }

  [[gnu::always_inline]] void write_up_to_64(BitWriter& out, const std::uint8_t* bytes,
                                             std::size_t count) const noexcept {
    const __mmask64 there = _bzhi_u64(~std::uint64_t{0}, static_cast<unsigned>(count));
    const __m512i values = _mm512_maskz_loadu_epi8(there, bytes);
    // Of each eight the first four, and the others.
    constexpr std::uint64_t first = 0x0f0f'0f0f'0f0f'0f0f;
    const __m512i words_of_first =
        _mm512_broadcast_i32x4(_mm_set_epi64x(static_cast<long long>(0x800b'800a'8009'8008),
                                              static_cast<long long>(0x8003'8002'8001'8000)));
    const __m512i words_of_others = _mm512_add_epi8(words_of_first, _mm512_set1_epi16(4));
    write_eights(out,
                 fours(code_of(_mm512_shuffle_epi8(values, words_of_first),
                               static_cast<__mmask32>(_pext_u64(there, first)))),
                 fours(code_of(_mm512_shuffle_epi8(values, words_of_others),
                               static_cast<__mmask32>(_pext_u64(there, ~first)))),
                 count);
  }

 private:
  // Of each value in 16 bits that is `there`; of another, a code of no bits.
  [[gnu::always_inline]] __m512i code_of(__m512i values, __mmask32 there) const noexcept {
    const auto* parts = reinterpret_cast<const __m512i*>(marked_);
    const __mmask32 has_64 = _mm512_test_epi16_mask(values, _mm512_set1_epi16(64));
    const __mmask32 has_128 = _mm512_test_epi16_mask(values, _mm512_set1_epi16(128));
    const __m512i lower =
        _mm512_mask_blend_epi16(has_64, _mm512_permutex2var_epi16(parts[0], values, parts[1]),
                                _mm512_permutex2var_epi16(parts[2], values, parts[3]));
    const __m512i upper =
        _mm512_mask_blend_epi16(has_64, _mm512_permutex2var_epi16(parts[4], values, parts[5]),
                                _mm512_permutex2var_epi16(parts[6], values, parts[7]));
    return _mm512_mask_mov_epi16(_mm512_set1_epi16(1), there,
                                 _mm512_mask_blend_epi16(has_128, lower, upper));
  }

  // In each lane, the code in its upper half behind that in its lower: without the mark of the
  // lower, which is taken from the one that comes to its place.
  [[gnu::always_inline]] static __m512i pairs(__m512i codes) noexcept {
    const __m512i a = _mm512_and_si512(codes, _mm512_set1_epi32(0xffff));
    const __m512i b = _mm512_sub_epi32(_mm512_srli_epi32(codes, 16), _mm512_set1_epi32(1));
    const __m512i length = _mm512_sub_epi32(_mm512_set1_epi32(31), _mm512_lzcnt_epi32(a));
    return _mm512_add_epi32(a, _mm512_sllv_epi32(b, length));
  }
  [[gnu::always_inline]] static Fours fours(__m512i codes) noexcept {
    const __m512i two = pairs(codes);
    const __m512i one = _mm512_set1_epi64(1);
    const __m512i a = _mm512_and_si512(two, _mm512_set1_epi64(0xffff'ffff));
    const __m512i b = _mm512_sub_epi64(_mm512_srli_epi64(two, 32), one);
    const __m512i four = _mm512_add_epi64(a, _mm512_sllv_epi64(b, length_of(a)));
    const __m512i length = length_of(four);
    return {_mm512_sub_epi64(four, _mm512_sllv_epi64(one, length)), length};
  }
  [[gnu::always_inline]] static __m512i length_of(__m512i marked) noexcept {
    return _mm512_sub_epi64(_mm512_set1_epi64(63), _mm512_lzcnt_epi64(marked));
  }

  alignas(64) std::uint16_t marked_[literals];
};

}  // namespace

BitWriter written_with_avx512(BitWriter out, const Block& block) {
  return written<InSixtyFours<LiteralsByWords>>(out, block);
}

}  // namespace noctis::symbol_writer

#endif
