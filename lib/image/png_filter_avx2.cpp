// The row filters on vectors of 32 bytes, compiled for AVX2.

#include "image/png_filter_kernel.hpp"

#if defined(__x86_64__)

#include <immintrin.h>

namespace noctis::png_filter {

namespace {

struct Avx2 {
  using Bytes = __m256i;
  struct Sum {
    __m256i sum = _mm256_setzero_si256();
  };
  static constexpr std::size_t size = 32;

  static Bytes load(const std::uint8_t* from) noexcept {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
  }
  static void store(std::uint8_t* to, Bytes bytes) noexcept {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), bytes);
  }
  static Bytes sub(Bytes a, Bytes b) noexcept { return _mm256_sub_epi8(a, b); }
  static Bytes max(Bytes a, Bytes b) noexcept { return _mm256_max_epu8(a, b); }
  static Bytes min(Bytes a, Bytes b) noexcept { return _mm256_min_epu8(a, b); }
  // The instruction rounds up.
  static Bytes average(Bytes a, Bytes b) noexcept {
    const Bytes is_odd = _mm256_and_si256(_mm256_xor_si256(a, b), _mm256_set1_epi8(1));
    return _mm256_sub_epi8(_mm256_avg_epu8(a, b), is_odd);
  }
  static Bytes add_saturated(Bytes a, Bytes b) noexcept { return _mm256_adds_epu8(a, b); }
  static Bytes equal(Bytes a, Bytes b) noexcept { return _mm256_cmpeq_epi8(a, b); }
  static Bytes choose(Bytes mask, Bytes a, Bytes b) noexcept {
    return _mm256_blendv_epi8(b, a, mask);
  }
  // As unsigned bytes: of -128 that is 128.
  static void add_magnitudes(Sum& sum, Bytes bytes) noexcept {
    sum.sum =
        _mm256_add_epi64(sum.sum, _mm256_sad_epu8(_mm256_abs_epi8(bytes), _mm256_setzero_si256()));
  }
  static std::uint64_t total(const Sum& sum) noexcept {
    alignas(32) std::uint64_t parts[4];
    _mm256_store_si256(reinterpret_cast<__m256i*>(parts), sum.sum);
    return parts[0] + parts[1] + parts[2] + parts[3];
  }
};

}  // namespace

const Kernel avx2_kernel = KernelOf<Avx2>::kernel;

}  // namespace noctis::png_filter

#endif
