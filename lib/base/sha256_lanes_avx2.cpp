// Eight digests side by side, compiled for AVX2.

#include "base/sha256_lanes_kernel.hpp"

#if defined(__x86_64__)

namespace noctis::sha256_lanes {

void take_with_avx2(std::uint32_t (*words)[8], const std::uint8_t* const* data,
                    std::size_t blocks) noexcept {
  take_eight(words, data, blocks);
}

}  // namespace noctis::sha256_lanes

#endif
