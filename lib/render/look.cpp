#include "render/look.hpp"

#include <utility>

#include "image/resize.hpp"
#include "render/encode_picture.hpp"
#include "render/explain.hpp"

namespace noctis {

bool FrameLooks::suits(const Preset& preset) const {
  if (!applies_to(preset, attributes_.modality, attributes_.hounsfield_units, display_.is_color()))
    return false;
  return preset.view.kind != ViewKind::file || preset.view.file_view < display_.file_view_count();
}

Result<Bytes> FrameLooks::encode(PngEncoder& encoder, const Image8& image) const {
  return encode_picture(encoder, image, frame_, attributes_);
}

// Of 16 bits are greys alone.
Result<Bytes> FrameLooks::encode(PngEncoder& encoder, const Image16& image) {
  return encoder.encode(image);
}

template <class Sample>
Result<LookPicture> FrameLooks::finish(const BasicPicture<Sample>& picture, const Look& look,
                                       PngEncoder& encoder, const LookParts& parts) const {
  const auto& [width, height] =
      look.side == 0 ? std::pair(picture.image.width, picture.image.height)
                     : fitted_size(picture.image.width, picture.image.height, look.side);
  LookPicture made{.width = width, .height = height, .window = picture.window()};
  if (parts.explanation)
    made.explanation = explain(frame_, attributes_, look.view, picture);
  if (parts.explanation && (width != picture.image.width || height != picture.image.height))
    (*made.explanation)["shrunk"] = {{"width", width}, {"height", height}};
  if (!parts.png)
    return made;
  Result<Bytes> png = width == picture.image.width && height == picture.image.height
                          ? encode(encoder, picture.image)
                          : encode(encoder, shrink_to_fit(picture.image, look.side));
  if (!png)
    return failure(png);
  made.png = *std::move(png);
  return made;
}

Result<LookPicture> FrameLooks::make(const Look& look, PngEncoder& encoder,
                                     const LookParts& parts) {
  if (look.bits == 16) {
    const Result<Picture16> picture = display_.show_16(look.view);
    return picture ? finish(*picture, look, encoder, parts) : failure(picture);
  }
  const Result<Picture> picture = display_.show(look.view);
  return picture ? finish(*picture, look, encoder, parts) : failure(picture);
}

}  // namespace noctis
