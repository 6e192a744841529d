// How libpng itself would compress a picture: the reference that our own encoder is held against.

#pragma once

#include "base/bytes.hpp"
#include "image/image.hpp"

namespace noctis {

/// The filtered rows under zlib (RFC 1950), filters and effort as libpng chooses them: what belongs
/// in IDAT chunks.  Precondition: width and height are 1..png_side_limit, 1 or 3 channels, whole.
[[nodiscard]] Bytes compress_by_libpng(const ImageView8& image);
[[nodiscard]] Bytes compress_by_libpng(const ImageView16& image);

}  // namespace noctis
