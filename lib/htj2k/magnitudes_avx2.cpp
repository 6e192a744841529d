// A pair of quads at a time, compiled for AVX2.

#include "htj2k/magnitudes.hpp"

#if defined(__x86_64__)

#include <immintrin.h>

namespace noctis::htj2k {

namespace {

/// The same of each quad for its four samples.
__m256i of_both(int first, int second) noexcept {
  return _mm256_inserti128_si256(_mm256_castsi128_si256(_mm_set1_epi32(first)),
                                 _mm_set1_epi32(second), 1);
}

__m128i load(const std::uint8_t* from) noexcept {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
}

void store(void* to, __m128i numbers) noexcept {
  _mm_storeu_si128(static_cast<__m128i*>(to), numbers);
}

}  // namespace

void read_magnitudes_avx2(const QuadRow& row, const CoefficientRows& out) noexcept {
  const __m256i one = _mm256_set1_epi32(1);
  const __m256i sample = _mm256_setr_epi32(0, 1, 2, 3, 0, 1, 2, 3);
  const __m256i significant_bit = _mm256_sllv_epi32(_mm256_set1_epi32(16), sample);
  const __m256i known_shift = _mm256_add_epi32(sample, _mm256_set1_epi32(12));
  const __m256i ones_shift = _mm256_add_epi32(sample, _mm256_set1_epi32(8));
  const __m256i low_byte = _mm256_set_epi64x(0x0c0c0c0c08080808, 0x0404040400000000,
                                             0x0c0c0c0c08080808, 0x0404040400000000);
  const __m256i four_bytes = _mm256_set1_epi32(0x03020100);
  const __m256i by_rows = _mm256_setr_epi32(0, 2, 4, 6, 1, 3, 5, 7);
  for (std::size_t pair = 0; pair < row.pairs; ++pair) {
    const std::size_t a = 2 * pair, b = 2 * pair + 1;
    const __m256i symbol = of_both(row.symbols[a].bits(), row.symbols[b].bits());
    const __m256i is_significant =
        _mm256_cmpeq_epi32(_mm256_and_si256(symbol, significant_bit), significant_bit);
    const __m256i known = _mm256_and_si256(_mm256_srlv_epi32(symbol, known_shift), one);
    const __m256i count = _mm256_and_si256(
        _mm256_sub_epi32(of_both(row.exponents[a], row.exponents[b]), known), is_significant);

    // Where each sample begins: after those before it in its quad.
    __m256i begin = _mm256_slli_si256(count, 4);
    begin = _mm256_add_epi32(begin, _mm256_slli_si256(count, 8));
    begin = _mm256_add_epi32(begin, _mm256_slli_si256(count, 12));
    begin = _mm256_add_epi32(begin, of_both(static_cast<int>(row.positions[a] % 8),
                                            static_cast<int>(row.positions[b] % 8)));
    const __m256i bytes =
        _mm256_inserti128_si256(_mm256_castsi128_si256(load(row.bits + row.positions[a] / 8)),
                                load(row.bits + row.positions[b] / 8), 1);
    const __m256i places =
        _mm256_add_epi32(_mm256_shuffle_epi8(_mm256_srli_epi32(begin, 3), low_byte), four_bytes);
    const __m256i words = _mm256_srlv_epi32(_mm256_shuffle_epi8(bytes, places),
                                            _mm256_and_si256(begin, _mm256_set1_epi32(7)));
    const __m256i mask = _mm256_sub_epi32(_mm256_sllv_epi32(one, count), one);
    const __m256i high =
        _mm256_sllv_epi32(_mm256_and_si256(_mm256_srlv_epi32(symbol, ones_shift), one), count);
    const __m256i value = _mm256_or_si256(_mm256_and_si256(words, mask), high);

    const __m256i magnitude = _mm256_add_epi32(_mm256_srli_epi32(value, 1), one);
    const __m256i negative = _mm256_sub_epi32(_mm256_setzero_si256(), _mm256_and_si256(value, one));
    const __m256i coefficient = _mm256_and_si256(
        _mm256_sub_epi32(_mm256_xor_si256(magnitude, negative), negative), is_significant);
    const __m256i size = _mm256_and_si256(value, is_significant);

    const __m256i rows = _mm256_permutevar8x32_epi32(coefficient, by_rows);
    store(out.upper + 4 * pair, _mm256_castsi256_si128(rows));
    store(out.lower + 4 * pair, _mm256_extracti128_si256(rows, 1));
    store(out.lower_sizes + 4 * pair,
          _mm256_extracti128_si256(_mm256_permutevar8x32_epi32(size, by_rows), 1));
  }
}

}  // namespace noctis::htj2k

#endif
