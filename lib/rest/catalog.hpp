// Rows of the index as the JSON of the contract.  Its keys are those of the service that went
// before: none is ever renamed or dropped.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rest/image_request.hpp"
#include "rest/picture.hpp"
#include "store/index.hpp"

namespace noctis {

[[nodiscard]] std::string study_list_json(const StudyPage& page);
[[nodiscard]] std::string study_json(const StoredStudy& stored);
[[nodiscard]] std::string study_series_json(const StoredStudy& stored,
                                            const std::vector<StoredSeries>& series);
/// `images` in the order in which they are to be shown.
[[nodiscard]] std::string series_images_json(const StoredSeries& stored,
                                             const std::vector<ListedImage>& images);

/// A JSON text around a picture in base64.
struct AroundPicture {
  std::string before, after;
};
[[nodiscard]] AroundPicture image_json(const StoredImage& image, const ImageRequest& request,
                                       std::uint32_t frame, const PictureFacts& facts);
[[nodiscard]] AroundPicture thumbnail_json(std::int64_t image_id, const ImageRequest& request,
                                           std::uint32_t frame, const PictureFacts& facts);

}  // namespace noctis
