// Native pixel data: the cells of PS3.5 8.1.1 and 8.2, one frame at a time.

#pragma once

#include <cstdint>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "dicom/image_pixel.hpp"
#include "frame/frame.hpp"

namespace noctis {

/// Fails, naming attribute and value, unless Rows, Columns, Samples per Pixel, Bits Allocated, Bits
/// Stored and High Bit are what some integer pixel data could have (R32).
[[nodiscard]] Result<> check_image_pixel(const ImagePixel& attributes);

/// How the samples of a frame lie in its bytes.  Immutable; any number of threads.
class NativeFormat {
 public:
  /// Fails, naming attribute and value, where they cannot be (malformed), where nothing here reads
  /// them (unsupported: Bits Allocated 12, integers of more than 32 bits) or where a frame is
  /// beyond our limit (too_large).
  static Result<NativeFormat> make(const ImagePixel& attributes,
                                   SampleKind sample_kind = SampleKind::integer);

  /// What a whole frame takes; frames of 1-bit pixels do not begin at a byte.
  [[nodiscard]] std::uint64_t bits_per_frame() const noexcept { return bits_per_frame_; }

  /// How many leading pixels of a frame can be made of its first `bits` bits.
  [[nodiscard]] std::uint64_t pixels_in(std::uint64_t bits) const noexcept;

  /// `bytes` are little endian and hold the frame from bit `first_bit` (0..7) of the first byte on.
  /// Where they end before it does, Frame::missing_from says so.
  [[nodiscard]] Frame unpack(ByteView bytes, unsigned first_bit = 0) const;

  /// A whole frame of words whose bytes lie apart.  Precondition: Bits Allocated is 16, Samples per
  /// Pixel 1, and both have a byte of each pixel.
  [[nodiscard]] Frame join(ByteView high, ByteView low) const;

 private:
  NativeFormat() = default;

  PixelLayout layout_;
  std::vector<Remark> remarks_;
  std::uint64_t bits_per_frame_ = 0;
  unsigned bits_allocated_ = 16;
  unsigned shift_ = 0;  // High Bit above Bits Stored - 1, in files from before 2014 (R20)
  bool by_plane_ = false;
  bool chroma_is_shared_ = false;  // 4:2:2: Y1 Y2 CB CR for two pixels
};

}  // namespace noctis
