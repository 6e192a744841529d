// Sixty-four literals at once, compiled for AVX-512 with VBMI: each one's code is found in tables
// that lie in registers, and those of eight are put together in lanes of 16, 32 and 64 bits.

#include "image/symbol_writer_kernel.hpp"

#if defined(__x86_64__)

#include <immintrin.h>

#include "image/symbol_writer_eights.hpp"

namespace noctis::symbol_writer {

namespace {

constexpr std::size_t literals = 256;

class LiteralsByBytes {
 public:
  explicit LiteralsByBytes(const HuffmanCode* codes) noexcept {
    for (std::size_t value = 0; value < literals; ++value) {
      lengths_.of[value] = codes[value].length;
      low_.of[value] = static_cast<std::uint8_t>(codes[value].bits);
      high_.of[value] = static_cast<std::uint8_t>(codes[value].bits >> 8);
    }
  }

  [[gnu::always_inline]] void write_up_to_64(BitWriter& out, const std::uint8_t* bytes,
                                             std::size_t count) const noexcept {
    const __mmask64 there = _bzhi_u64(~std::uint64_t{0}, static_cast<unsigned>(count));
    const __m512i values = _mm512_maskz_loadu_epi8(there, bytes);
    const __mmask64 upper = _mm512_movepi8_mask(values);
    const __m512i length = lengths_.at(values, there, upper);
    const __m512i low = low_.at(values, there, upper);
    const __m512i high = high_.at(values, there, upper);

    // Words of 16 bits: the first and the second code of each pair.
    const __m512i byte = _mm512_set1_epi16(0xff);
    const __m512i first = _mm512_or_si512(_mm512_and_si512(low, byte), _mm512_slli_epi16(high, 8));
    const __m512i second =
        _mm512_or_si512(_mm512_srli_epi16(low, 8), _mm512_andnot_si512(byte, high));
    const __m512i first_length = _mm512_and_si512(length, byte);
    const __m512i pair_length = _mm512_add_epi16(first_length, _mm512_srli_epi16(length, 8));

    // Of 32: the first and the second pair of each four.
    const __m512i word = _mm512_set1_epi32(0xffff);
    const __m512i first_pair = pair(_mm512_and_si512(first, word), _mm512_and_si512(second, word),
                                    _mm512_and_si512(first_length, word));
    const __m512i second_pair = pair(_mm512_srli_epi32(first, 16), _mm512_srli_epi32(second, 16),
                                     _mm512_srli_epi32(first_length, 16));
    const __m512i first_pair_length = _mm512_and_si512(pair_length, word);
    const __m512i four_length =
        _mm512_add_epi32(first_pair_length, _mm512_srli_epi32(pair_length, 16));

    // Of 64: the first and the second four of each eight.
    const __m512i half = _mm512_set1_epi64(0xffffffff);
    const __m512i first_four =
        four(_mm512_and_si512(first_pair, half), _mm512_and_si512(second_pair, half),
             _mm512_and_si512(first_pair_length, half));
    const __m512i second_four =
        four(_mm512_srli_epi64(first_pair, 32), _mm512_srli_epi64(second_pair, 32),
             _mm512_srli_epi64(first_pair_length, 32));
    const __m512i first_four_length = _mm512_and_si512(four_length, half);
    const __m512i second_four_length = _mm512_srli_epi64(four_length, 32);

    write_eights(out, {first_four, first_four_length}, {second_four, second_four_length}, count);
  }

 private:
  // A byte each of 256 values.
  struct alignas(64) Table {
    std::uint8_t of[literals];

    // What belongs to each of 64 values; to those that are not `there`, which are zeros: 0.
    [[gnu::always_inline]] __m512i at(__m512i values, __mmask64 there,
                                      __mmask64 upper) const noexcept {
      const auto* parts = reinterpret_cast<const __m512i*>(of);
      return _mm512_mask_blend_epi8(
          upper, _mm512_maskz_permutex2var_epi8(there, parts[0], values, parts[1]),
          _mm512_permutex2var_epi8(parts[2], values, parts[3]));
    }
  };

  // In each lane of 32 bits, and of 64, the code `b` behind `a`.
  [[gnu::always_inline]] static __m512i pair(__m512i a, __m512i b, __m512i a_length) noexcept {
    return _mm512_or_si512(a, _mm512_sllv_epi32(b, a_length));
  }
  [[gnu::always_inline]] static __m512i four(__m512i a, __m512i b, __m512i a_length) noexcept {
    return _mm512_or_si512(a, _mm512_sllv_epi64(b, a_length));
  }

  Table lengths_, low_, high_;
};

}  // namespace

BitWriter written_with_vbmi(BitWriter out, const Block& block) {
  return written<InSixtyFours<LiteralsByBytes>>(out, block);
}

}  // namespace noctis::symbol_writer

#endif
