// Native pixel data: PS3.5 8.1.1, PS3.3 C.7.6.3.1.2 and C.7.6.3.1.3.

#pragma once

#include <cstdint>

#include "base/bytes.hpp"
#include "phantom/phantom.hpp"

namespace noctis::phantom {

enum class NativeLayout : std::uint8_t {
  by_pixel,
  by_plane,
  pairs_422,  ///< two luminances, then the chrominance that they share
  bits,       ///< low bit first, no padding between frames
};

/// Gathers frames, all of one shape.
class NativeWriter {
 public:
  explicit NativeWriter(NativeLayout layout) : layout_(layout) {}

  void add(const PhantomSamples& samples);

  /// Little endian, of even length.
  [[nodiscard]] Bytes finish() &&;

 private:
  NativeLayout layout_;
  Bytes bytes_;
  std::uint64_t bits_ = 0;  // of NativeLayout::bits, so far
};

/// Turns 16-bit words over, as OW is in big endian.
void swap_words(Bytes& bytes) noexcept;

}  // namespace noctis::phantom
