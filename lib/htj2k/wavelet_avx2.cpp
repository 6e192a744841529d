// The wavelet compiled for AVX2.

#include "htj2k/wavelet_kernel.hpp"

#if defined(__x86_64__)

namespace noctis::htj2k {

void wavelet::join_avx2(const Level& level, Plane& out) {
  join(level, out);
}

}  // namespace noctis::htj2k

#endif
