// From a frame and its attributes to pictures: the whole display pipeline, one frame in, any number
// of views out.

#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "base/result.hpp"
#include "display/view.hpp"
#include "frame/display_attributes.hpp"
#include "frame/frame.hpp"
#include "image/image.hpp"

namespace noctis {

/// Changes whenever any picture of any frame would change: it is part of every recipe.
inline constexpr std::uint32_t display_version = 1;

struct Picture {
  Image8 image;
  std::optional<VoiWindow> window;  ///< the one applied; nothing for a VOI LUT, colour, identity
  std::vector<Remark> remarks;      ///< what was decided on the way, the attributes' own included
};

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

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace noctis
