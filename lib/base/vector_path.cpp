#include "base/vector_path.hpp"

namespace noctis {

VectorPath fastest_vector_path() noexcept {
#if defined(__x86_64__)
  static const bool has_avx2 = __builtin_cpu_supports("avx2") != 0 &&
                               __builtin_cpu_supports("bmi") != 0 &&
                               __builtin_cpu_supports("bmi2") != 0;
  static const bool has_avx512 = has_avx2 && __builtin_cpu_supports("avx512bw") != 0 &&
                                 __builtin_cpu_supports("avx512cd") != 0 &&
                                 __builtin_cpu_supports("avx512dq") != 0 &&
                                 __builtin_cpu_supports("avx512vl") != 0;
  static const bool has_vbmi = has_avx512 && __builtin_cpu_supports("avx512vbmi") != 0;
  return has_vbmi     ? VectorPath::vbmi
         : has_avx512 ? VectorPath::avx512
         : has_avx2   ? VectorPath::avx2
                      : VectorPath::sse2;
#else
  return VectorPath::scalar;
#endif
}

std::vector<VectorPath> vector_paths() {
  std::vector<VectorPath> paths;
  for (const VectorPath path : {VectorPath::scalar, VectorPath::sse2, VectorPath::avx2,
                                VectorPath::avx512, VectorPath::vbmi})
    if (path <= fastest_vector_path())
      paths.push_back(path);
  return paths;
}

std::string_view name_of(VectorPath path) noexcept {
  switch (path) {
    case VectorPath::scalar:
      return "scalar";
    case VectorPath::sse2:
      return "sse2";
    case VectorPath::avx2:
      return "avx2";
    case VectorPath::avx512:
      return "avx512";
    case VectorPath::vbmi:
      return "vbmi";
  }
  return "";
}

}  // namespace noctis
