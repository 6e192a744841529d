// One opened DICOM file.

#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "base/byte_source.hpp"
#include "base/digest.hpp"
#include "base/result.hpp"
#include "dicom/instance_attributes.hpp"
#include "dicom/pixel_data.hpp"
#include "frame/frame_source.hpp"

namespace noctis {

/// What a file turned out to be.
enum class InstanceKind : std::uint8_t {
  image,
  no_pixels,  ///< structured reports, PDF, RT structures, presentation states… (R24)
  dicomdir,   ///< a Media Storage Directory
};

/// The dataset without its pixels is parsed once, when it is opened; pixels are read and decoded a
/// frame at a time.
class Instance final : public FrameSource {
 public:
  /// Known by content, with or without preamble and meta header.  The bounded scan comes first
  /// (depth 64, number of elements, each length against the file's size), then DCMTK.
  /// Fails with ErrorKind::not_dicom for anything else than DICOM, with malformed, truncated,
  /// too_large or unsupported, naming attribute and value.
  static Result<std::unique_ptr<Instance>> open(ByteSource bytes);

  ~Instance() override;

  [[nodiscard]] InstanceKind kind() const noexcept;
  [[nodiscard]] const InstanceAttributes& attributes() const noexcept;

  /// Of every element but pixels, group lengths and padding, whatever the transfer syntax: equal
  /// for a file and its lossless transcoding.
  [[nodiscard]] const Digest& attributes_digest() const noexcept;

  /// 0 unless kind() is image.
  [[nodiscard]] std::uint32_t frame_count() const noexcept override;
  /// Number of Frames, where the file holds fewer (R32); else frame_count().
  [[nodiscard]] std::uint32_t announced_frame_count() const noexcept;
  [[nodiscard]] Result<Frame> frame(std::uint32_t index) const override;
  [[nodiscard]] Result<DisplayAttributes> display_attributes(std::uint32_t index) const override;

  /// Where the pixels lie in the file, compressed or not, by the pieces in which frame() reads them
  /// (PixelReader::pieces()), or in one where it cannot; none where there are no pixels, or where
  /// the whole file is deflated.
  [[nodiscard]] std::vector<ByteRange> pixel_pieces() const;

  /// Whether the pixels can be decoded at all: fails with ErrorKind::unsupported, naming the
  /// transfer syntax (R38), or with what is wrong with Rows, Bits Allocated…
  [[nodiscard]] Result<> decodable() const;

 private:
  struct State;
  explicit Instance(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace noctis
