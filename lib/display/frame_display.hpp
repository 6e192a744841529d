// From a frame and its attributes to pictures: the whole display pipeline, one frame in, any number
// of views out.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "base/result.hpp"
#include "display/view.hpp"
#include "display/voi.hpp"
#include "frame/display_attributes.hpp"
#include "frame/frame.hpp"
#include "image/image.hpp"

namespace noctis {

/// Changes whenever any picture of any frame would change: it is part of every recipe.
inline constexpr std::uint32_t display_version = 2;

/// What made greys of modality values.
struct AppliedVoi {
  VoiSource source = VoiSource::asked;
  std::optional<VoiWindow> window;   ///< one of these four
  std::optional<std::size_t> lut;    ///< which of DisplayAttributes::voi_luts
  std::optional<ValueRange> range;   ///< from black to white
  std::optional<double> grey_share;  ///< one grey for all, as a share of white
  bool of_stored_values = false;     ///< R21
};

/// Of 8 or 16 bits.
template <class Sample>
struct BasicPicture {
  BasicImage<Sample> image;
  std::optional<AppliedVoi> voi;  ///< nothing where none applies: colour, segmentations
  std::vector<Remark> remarks;    ///< what was decided on the way, the attributes' own included
  bool is_squared = false;        ///< enlarged along one axis (R17)

  [[nodiscard]] std::optional<VoiWindow> window() const { return voi ? voi->window : std::nullopt; }
};
using Picture = BasicPicture<std::uint8_t>;
using Picture16 = BasicPicture<std::uint16_t>;

/// Work that all views of a frame share (statistics, modality values, colours) is done once.
/// The frame and the attributes must outlive it.  One thread at a time.
class FrameDisplay {
 public:
  FrameDisplay(const Frame& frame, const DisplayAttributes& attributes);
  ~FrameDisplay();
  FrameDisplay(FrameDisplay&&) noexcept;
  FrameDisplay& operator=(FrameDisplay&&) noexcept;

  /// The number of looks that the file names: VOI LUTs and windows; at least 1 (R12's counts).
  [[nodiscard]] std::uint32_t file_view_count() const noexcept;

  /// Whether windows do not apply, because all of the picture is colour (R14).  A supplemental
  /// palette makes pictures of three channels whose grey part still takes a window: false.
  [[nodiscard]] bool is_color() const noexcept;

  /// Fails with ErrorKind::malformed for a window out of VoiWindow's range or a file view that is
  /// not there, with unsupported or malformed, naming attribute and value, for a frame that cannot
  /// be shown.
  [[nodiscard]] Result<Picture> show(const View& view);

  /// The same with 65535 as white.  Fails with unsupported for what is shown in colour.
  [[nodiscard]] Result<Picture16> show_16(const View& view);

  /// The least and the greatest modality value that is no padding; nothing where there is none, or
  /// of colour.
  [[nodiscard]] std::optional<ValueRange> values();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace noctis
