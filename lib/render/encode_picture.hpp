// A frame's picture as PNG, with the colour profile that belongs to it.

#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "frame/display_attributes.hpp"
#include "frame/frame.hpp"
#include "image/png.hpp"

namespace noctis {

/// The profile is the file's, else the codestream's; a grey picture has none (R31).
[[nodiscard]] Result<Bytes> encode_picture(PngEncoder& encoder, const Image8& image,
                                           const Frame& frame, const DisplayAttributes& attributes);

}  // namespace noctis
