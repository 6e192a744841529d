// A frame's picture as PNG, with the colour profile that belongs to it.

#pragma once

#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "frame/display_attributes.hpp"
#include "frame/frame.hpp"
#include "image/png.hpp"

namespace noctis {

/// A view into the frame or its attributes.
struct ChosenProfile {
  ByteView profile;         ///< empty: sRGB
  std::string_view source;  ///< "file", "codestream" or "srgb"
};

/// Of a colour picture: the file's profile, else the codestream's, else sRGB; what is no profile
/// for RGB does not count (R31).
[[nodiscard]] ChosenProfile choose_profile(const Frame& frame,
                                           const DisplayAttributes& attributes) noexcept;

/// A grey picture has no profile.
[[nodiscard]] Result<Bytes> encode_picture(PngEncoder& encoder, const Image8& image,
                                           const Frame& frame, const DisplayAttributes& attributes);

}  // namespace noctis
