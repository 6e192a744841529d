// Where frames come from: an opened DICOM file, or a master in the store.

#pragma once

#include <cstdint>

#include "base/result.hpp"
#include "frame/display_attributes.hpp"
#include "frame/frame.hpp"

namespace noctis {

/// Any number of threads may call the const functions at once; each call decodes one frame and
/// keeps none.
class FrameSource {
 public:
  virtual ~FrameSource() = default;

  /// At least 1.
  [[nodiscard]] virtual std::uint32_t frame_count() const noexcept = 0;

  /// Precondition of both: index < frame_count(), 0-based.
  [[nodiscard]] virtual Result<Frame> frame(std::uint32_t index) const = 0;
  [[nodiscard]] virtual Result<DisplayAttributes> display_attributes(std::uint32_t index) const = 0;
};

}  // namespace noctis
