// Where things are found.

#pragma once

#include <cstdint>
#include <string>

#include "base/result.hpp"

namespace noctis {

[[nodiscard]] inline std::string url_of_image(std::int64_t id) {
  return fmt::format("/api/v1/dicom/images/{}", id);
}
[[nodiscard]] inline std::string url_of_series(std::int64_t id) {
  return fmt::format("/api/v1/dicom/series/{}", id);
}
[[nodiscard]] inline std::string url_of_study(std::int64_t id) {
  return fmt::format("/api/v1/dicom/studies/{}", id);
}
[[nodiscard]] inline std::string thumbnail_of(const std::string& url) {
  return url + "/thumbnail";
}

}  // namespace noctis
