// Which of a loop's versions runs: they give the same result.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace noctis {

enum class VectorPath : std::uint8_t {
  scalar,  ///< on every processor
  sse2,    ///< on every x86-64
  avx2,    ///< with BMI1 and BMI2, which come along
  avx512,  ///< F, BW, CD, DQ and VL; what gains nothing by it takes its path for AVX2
  vbmi,    ///< AVX-512's permutations of bytes, in some processors only
};

/// The fastest that this processor can take; found out once.
[[nodiscard]] VectorPath fastest_vector_path() noexcept;

/// All that it can take, slowest first.
[[nodiscard]] std::vector<VectorPath> vector_paths();

/// "scalar", "sse2", "avx2", "avx512", "vbmi".
[[nodiscard]] std::string_view name_of(VectorPath path) noexcept;

}  // namespace noctis
