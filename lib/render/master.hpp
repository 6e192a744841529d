// A frame's stored values kept without loss, with all that decides how they are shown, so that any
// window can be made later without the source and equal to the pixel.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "frame/display_attributes.hpp"
#include "frame/frame.hpp"
#include "frame/frame_source.hpp"
#include "image/png.hpp"

namespace noctis {

/// The object and the two texts its row holds.
struct EncodedMaster {
  Bytes object;
  std::string format;        ///< "png": 16-bit grey, stored values; else a compressed raw object
  std::string attributes;    ///< JSON: PixelLayout, missing pixels, DisplayAttributes
  std::uint32_t width = 0;   ///< columns, as stored
  std::uint32_t height = 0;  ///< rows
};

/// Whether a frame has one: colour needs none, its full-size rendition is all there is to show.
[[nodiscard]] bool needs_master(const PixelLayout& layout);

/// Fails with ErrorKind::malformed where a number is out of the range that its header states: what
/// could not be opened again is not written.  Precondition: needs_master(frame.layout).
[[nodiscard]] Result<EncodedMaster> encode_master(const Frame& frame,
                                                  const DisplayAttributes& attributes,
                                                  PngEncoder& encoder);

/// One stored master as a FrameSource of one frame.
class Master final : public FrameSource {
 public:
  /// Fails with ErrorKind::malformed or unsupported where object and texts do not fit each other;
  /// no number of them is trusted.
  static Result<Master> open(ByteView object, std::string_view format, std::string_view attributes);

  [[nodiscard]] std::uint32_t frame_count() const noexcept override { return 1; }
  [[nodiscard]] Result<Frame> frame(std::uint32_t index) const override;
  [[nodiscard]] Result<DisplayAttributes> display_attributes(std::uint32_t index) const override;

 private:
  Master() = default;

  Frame frame_;
  DisplayAttributes attributes_;
};

}  // namespace noctis
