// Eight digests side by side, compiled for AVX-512, which rotates a word in one step.

#include "base/sha256_lanes_kernel.hpp"

#if defined(__x86_64__)

namespace noctis::sha256_lanes {

void take_with_avx512(std::uint32_t (*words)[8], const std::uint8_t* const* data,
                      std::size_t blocks) noexcept {
  take_eight(words, data, blocks);
}

}  // namespace noctis::sha256_lanes

#endif
