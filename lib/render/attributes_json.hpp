// DisplayAttributes and PixelLayout as JSON, and back as the same values: what a master's row holds.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "frame/display_attributes.hpp"
#include "frame/frame.hpp"

namespace noctis {

struct FrameDescription {
  PixelLayout layout;
  std::optional<std::size_t> missing_from;
  DisplayAttributes attributes;

  bool operator==(const FrameDescription&) const = default;
};

/// Equal descriptions make equal text.
[[nodiscard]] std::string to_json(const FrameDescription& description);

/// Every number is bounded as DisplayAttributes and PixelLayout state; fails with
/// ErrorKind::malformed, naming the key.
[[nodiscard]] Result<FrameDescription> description_from_json(std::string_view text);

}  // namespace noctis
