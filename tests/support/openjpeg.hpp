// Codestreams of JPEG 2000 by OpenJPEG as it comes.

#pragma once

#include <memory>

#include <openjpeg.h>

#include "base/bytes.hpp"

namespace noctis::test {

using OpenjpegImage = std::unique_ptr<opj_image_t, void (*)(opj_image_t*)>;

/// Null where it finds fault with it; if strict, also with what is cut short.
[[nodiscard]] OpenjpegImage decode_by_openjpeg(ByteView codestream, bool strict);

}  // namespace noctis::test
