#include "htj2k/kernel.hpp"

#include "htj2k/levels_kernel.hpp"
#include "htj2k/wavelet_kernel.hpp"

namespace noctis::htj2k {

const Kernel scalar_kernel = {read_magnitudes_scalar, join, undo_color_transform, shift_levels};

const Kernel& kernel_of(VectorPath path) noexcept {
#if defined(__x86_64__)
  if (path >= VectorPath::avx2)
    return avx2_kernel;
#endif
  (void)path;
  return scalar_kernel;
}

}  // namespace noctis::htj2k
