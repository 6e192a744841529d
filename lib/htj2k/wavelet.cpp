#include "htj2k/wavelet.hpp"

#include "htj2k/wavelet_kernel.hpp"

namespace noctis::htj2k {

void wavelet::join_scalar(const Level& level, Plane& out) {
  join(level, out);
}

void join_subbands(const Level& level, Plane& out, VectorPath path) {
#if defined(__x86_64__)
  if (path >= VectorPath::avx2) {
    wavelet::join_avx2(level, out);
    return;
  }
#endif
  wavelet::join_scalar(level, out);
}

}  // namespace noctis::htj2k
