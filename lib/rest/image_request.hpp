// What is asked of an image, from a request's query.

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "display/view.hpp"
#include "http/request.hpp"
#include "render/preset.hpp"
#include "rest/answers.hpp"

namespace noctis {

struct ImageRequest {
  std::string preset = "default";  ///< of the table, or "file-2"…; empty of a window
  View view = {};
  std::optional<std::uint32_t> frame = {};  ///< 1-based; nothing: the one that stands for it
  bool is_thumbnail = false;
  std::optional<std::uint32_t> size = {};  ///< of a thumbnail; nothing: the warmed side
  bool wants_png = false;                  ///< not JSON
};

inline constexpr std::uint32_t largest_thumbnail = 1024;

/// Of an image: preset, or window and level with function; invert, frame, pixels, format.  Refuses
/// with 400, naming the cause.
[[nodiscard]] Answered<ImageRequest> parse_image_request(const Request& request,
                                                         const PresetTable& presets);

/// The same of a thumbnail, and its size.
[[nodiscard]] Answered<ImageRequest> parse_thumbnail_request(const Request& request,
                                                             const PresetTable& presets);

}  // namespace noctis
