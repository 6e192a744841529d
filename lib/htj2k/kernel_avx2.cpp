// The loops compiled for AVX2.

#include "htj2k/kernel.hpp"

#if defined(__x86_64__)

#include "htj2k/levels_kernel.hpp"
#include "htj2k/wavelet_kernel.hpp"

namespace noctis::htj2k {

const Kernel avx2_kernel = {read_magnitudes_avx2, join, undo_color_transform, shift_levels};

}  // namespace noctis::htj2k

#endif
