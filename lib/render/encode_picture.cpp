#include "render/encode_picture.hpp"

namespace noctis {

ChosenProfile choose_profile(const Frame& frame, const DisplayAttributes& attributes) noexcept {
  if (is_rgb_profile(attributes.icc_profile))
    return {attributes.icc_profile, "file"};
  if (is_rgb_profile(frame.icc_profile))
    return {frame.icc_profile, "codestream"};
  return {{}, "srgb"};
}

Result<Bytes> encode_picture(PngEncoder& encoder, const Image8& image, const Frame& frame,
                             const DisplayAttributes& attributes) {
  if (image.channels != 3)
    return encoder.encode(image);
  return encoder.encode(image, {.icc_profile = choose_profile(frame, attributes).profile});
}

}  // namespace noctis
