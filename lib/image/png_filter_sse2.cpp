// The row filters on vectors of 16 bytes.

#include "image/png_filter_kernel.hpp"

#if defined(__x86_64__)

#include <immintrin.h>

namespace noctis::png_filter {

namespace {

struct Sse2 {
  using Bytes = __m128i;
  struct Sum {
    __m128i sum = _mm_setzero_si128();
  };
  static constexpr std::size_t size = 16;

  static Bytes load(const std::uint8_t* from) noexcept {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
  }
  static void store(std::uint8_t* to, Bytes bytes) noexcept {
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to), bytes);
  }
  static Bytes sub(Bytes a, Bytes b) noexcept { return _mm_sub_epi8(a, b); }
  static Bytes max(Bytes a, Bytes b) noexcept { return _mm_max_epu8(a, b); }
  static Bytes min(Bytes a, Bytes b) noexcept { return _mm_min_epu8(a, b); }
  // The instruction rounds up.
  static Bytes average(Bytes a, Bytes b) noexcept {
    const Bytes is_odd = _mm_and_si128(_mm_xor_si128(a, b), _mm_set1_epi8(1));
    return _mm_sub_epi8(_mm_avg_epu8(a, b), is_odd);
  }
  static Bytes add_saturated(Bytes a, Bytes b) noexcept { return _mm_adds_epu8(a, b); }
  static Bytes equal(Bytes a, Bytes b) noexcept { return _mm_cmpeq_epi8(a, b); }
  static Bytes choose(Bytes mask, Bytes a, Bytes b) noexcept {
    return _mm_or_si128(_mm_and_si128(mask, a), _mm_andnot_si128(mask, b));
  }
  // The smaller of a byte and what it lacks to 256, both taken as unsigned.
  static void add_magnitudes(Sum& sum, Bytes bytes) noexcept {
    const Bytes zero = _mm_setzero_si128();
    const Bytes magnitudes = _mm_min_epu8(bytes, _mm_sub_epi8(zero, bytes));
    sum.sum = _mm_add_epi64(sum.sum, _mm_sad_epu8(magnitudes, zero));
  }
  static std::uint64_t total(const Sum& sum) noexcept {
    alignas(16) std::uint64_t parts[2];
    _mm_store_si128(reinterpret_cast<__m128i*>(parts), sum.sum);
    return parts[0] + parts[1];
  }
};

}  // namespace

const Kernel sse2_kernel = KernelOf<Sse2>::kernel;

}  // namespace noctis::png_filter

#endif
