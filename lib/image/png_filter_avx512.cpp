// The row filters on vectors of 64 bytes, compiled for AVX-512.

#include "image/png_filter_kernel.hpp"

#if defined(__x86_64__)

#include <immintrin.h>

namespace noctis::png_filter {

namespace {

struct Avx512 {
  using Bytes = __m512i;
  struct Sum {
    __m512i sum = _mm512_setzero_si512();
  };
  static constexpr std::size_t size = 64;

  static Bytes load(const std::uint8_t* from) noexcept { return _mm512_loadu_si512(from); }
  static void store(std::uint8_t* to, Bytes bytes) noexcept { _mm512_storeu_si512(to, bytes); }
  static Bytes sub(Bytes a, Bytes b) noexcept { return _mm512_sub_epi8(a, b); }
  static Bytes max(Bytes a, Bytes b) noexcept { return _mm512_max_epu8(a, b); }
  static Bytes min(Bytes a, Bytes b) noexcept { return _mm512_min_epu8(a, b); }
  // The instruction rounds up.
  static Bytes average(Bytes a, Bytes b) noexcept {
    const Bytes is_odd = _mm512_and_si512(_mm512_xor_si512(a, b), _mm512_set1_epi8(1));
    return _mm512_sub_epi8(_mm512_avg_epu8(a, b), is_odd);
  }
  static Bytes add_saturated(Bytes a, Bytes b) noexcept { return _mm512_adds_epu8(a, b); }
  static Bytes equal(Bytes a, Bytes b) noexcept {
    return _mm512_movm_epi8(_mm512_cmpeq_epi8_mask(a, b));
  }
  // Each bit of `mask` that is set takes a's, the others b's.
  static Bytes choose(Bytes mask, Bytes a, Bytes b) noexcept {
    return _mm512_ternarylogic_epi64(mask, a, b, 0xca);
  }
  // As unsigned bytes: of -128 that is 128.
  static void add_magnitudes(Sum& sum, Bytes bytes) noexcept {
    sum.sum =
        _mm512_add_epi64(sum.sum, _mm512_sad_epu8(_mm512_abs_epi8(bytes), _mm512_setzero_si512()));
  }
  static std::uint64_t total(const Sum& sum) noexcept {
    return static_cast<std::uint64_t>(_mm512_reduce_add_epi64(sum.sum));
  }
};

}  // namespace

const Kernel avx512_kernel = KernelOf<Avx512>::kernel;

}  // namespace noctis::png_filter

#endif
