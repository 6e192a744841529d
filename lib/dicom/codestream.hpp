// What every decoder does around its library: the codestream's own numbers are bounded before they
// size anything, and its samples become a Frame.

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/byte_source.hpp"
#include "base/bytes.hpp"
#include "base/result.hpp"
#include "dicom/image_pixel.hpp"
#include "frame/frame.hpp"

namespace noctis {

/// A frame of more samples is refused: the largest decoder (JPEG 2000, two 32-bit planes a sample)
/// then stays at 1 GiB.
inline constexpr std::uint64_t max_samples_per_frame = std::uint64_t{1} << 27;

/// What the header of a codestream says of its picture.
struct CodestreamShape {
  std::uint32_t rows = 0;
  std::uint32_t columns = 0;
  std::uint32_t components = 1;
  std::uint32_t precision = 8;         ///< bits a sample
  std::optional<bool> is_signed = {};  ///< nothing where the format has no signs
  bool lossless = false;
};

/// Fails where the picture is not the one that Rows, Columns and Samples per Pixel announce
/// (malformed) or is beyond our limit (too_large).  `format` is "JPEG", "RLE"…
[[nodiscard]] Result<> check_shape(std::string_view format, const CodestreamShape& shape,
                                   const ImagePixel& attributes);

/// The codestream, with the end marker that it lacks: JPEG's and JPEG-LS's EOI and JPEG 2000's EOC
/// are the same two bytes.  Some writers forget it, and zeros may follow it in a padded fragment.
[[nodiscard]] Piece with_end_marker(ByteView codestream);

/// The frame of a shape that check_shape() let pass; `words` are its integer samples, interleaved
/// by pixel, as the library returned them.
///
/// The codestream's precision wins over Bits Stored, with a remark (R32).  But a lossless
/// codestream whose samples are as wide as Bits Allocated holds the words of native pixel data and
/// says nothing of what is in them: there High Bit and Bits Stored hold (R20).
[[nodiscard]] Frame make_frame(const CodestreamShape& shape, const ImagePixel& attributes,
                               Photometric photometric, Samples words);

}  // namespace noctis
