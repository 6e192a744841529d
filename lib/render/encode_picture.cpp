#include "render/encode_picture.hpp"

namespace noctis {

namespace {

ByteView icc_profile_of(const Image8& image, const Frame& frame,
                        const DisplayAttributes& attributes) {
  if (image.channels != 3)
    return {};
  return attributes.icc_profile.empty() ? frame.icc_profile : attributes.icc_profile;
}

}  // namespace

Result<Bytes> encode_picture(PngEncoder& encoder, const Image8& image, const Frame& frame,
                             const DisplayAttributes& attributes) {
  return encoder.encode(image, {.icc_profile = icc_profile_of(image, frame, attributes)});
}

}  // namespace noctis
