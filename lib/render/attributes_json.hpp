// DisplayAttributes and PixelLayout as JSON, and back as the same values: what a master's row
// holds.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "frame/display_attributes.hpp"
#include "frame/frame.hpp"

namespace noctis {

/// All of a frame but its samples.
struct FrameDescription {
  PixelLayout layout;
  std::optional<std::size_t> missing_from;      ///< Frame::missing_from
  std::vector<Remark> frame_remarks;            ///< Frame::remarks
  std::vector<std::uint8_t> frame_icc_profile;  ///< Frame::icc_profile
  DisplayAttributes attributes;

  bool operator==(const FrameDescription&) const = default;
};

/// Equal descriptions make equal text.  Texts that are not UTF-8 are made so.
[[nodiscard]] std::string to_json(const FrameDescription& description);

/// Every number is bounded as DisplayAttributes and PixelLayout state; fails with
/// ErrorKind::malformed, naming the key.
[[nodiscard]] Result<FrameDescription> description_from_json(std::string_view text);

/// Whether the numbers are in the ranges that DisplayAttributes and PixelLayout state.  Fails with
/// ErrorKind::malformed, naming the key.
[[nodiscard]] Result<> check(const FrameDescription& description);

}  // namespace noctis
