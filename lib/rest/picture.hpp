// Where the pixels of an answer come from: a warmed object, or work on the full-size picture or the
// master.

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <variant>

#include "base/bytes.hpp"
#include "base/file.hpp"
#include "frame/display_attributes.hpp"
#include "rest/answers.hpp"
#include "rest/image_request.hpp"
#include "rest/served_store.hpp"
#include "rest/warmed_looks.hpp"
#include "store/index.hpp"

namespace noctis {

/// What an answer tells of a picture.
struct PictureFacts {
  ObjectId object = {};  ///< the SHA-256 of the PNG
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::optional<VoiWindow> window = {};  ///< the one applied, where one was
  bool cached = true;                    ///< warmed
};

/// An object, opened: it stays whatever is removed meanwhile.
struct StoredPicture {
  PictureFacts facts;
  UniqueFd file;
  std::uint64_t bytes = 0;
};

struct MadePicture {
  PictureFacts facts;
  Bytes png;
};

/// Any thread, once; holds all that it needs.
using PictureWork = std::function<Answered<MadePicture>()>;

using PictureSource = std::variant<StoredPicture, PictureWork>;

/// The picture to look up along with the image: none where the frame is not known yet.
[[nodiscard]] PictureKey picture_key_of(const ImageRequest& request);

/// `image` was looked up with that picture.  `frame` is one of the image's.  Equal to the pixel
/// with what warming would have made.  Refuses with 400 what does not suit the image, with 404
/// where the store holds nothing to make it from. Throws Fatal.
[[nodiscard]] Answered<PictureSource> find_picture(const StoreReaders& readers,
                                                   const WarmedLooks& looks,
                                                   const ShownImage& image,
                                                   const ImageRequest& request, std::uint32_t frame,
                                                   std::uint32_t default_side);

}  // namespace noctis
