#include "base/sha256_lanes.hpp"

#include "base/sha256_lanes_kernel.hpp"

namespace noctis::sha256_lanes {

#if defined(__x86_64__)

void take(Words& words, const std::array<const std::uint8_t*, count>& data, std::size_t blocks,
          VectorPath path) noexcept {
  if (path >= VectorPath::avx512)
    take_with_avx512(words.of, data.data(), blocks);
  else
    take_with_avx2(words.of, data.data(), blocks);
}

#else

void take(Words& /*words*/, const std::array<const std::uint8_t*, count>& /*data*/,
          std::size_t /*blocks*/, VectorPath /*path*/) noexcept {}

#endif

}  // namespace noctis::sha256_lanes
