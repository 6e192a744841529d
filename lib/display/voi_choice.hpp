// Which VOI a view means for a frame: what the file names (R6, R35), else what R12 says.

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "base/result.hpp"
#include "display/statistics.hpp"
#include "display/view.hpp"
#include "display/voi.hpp"
#include "frame/display_attributes.hpp"
#include "frame/frame.hpp"
#include "frame/remark.hpp"

namespace noctis {

struct VoiChoice {
  Voi voi;
  VoiSource source = VoiSource::asked;
  std::vector<Remark> remarks = {};
};

/// The looks that the file names, at least 1.
[[nodiscard]] std::uint32_t file_view_count(const DisplayAttributes& attributes) noexcept;

/// `statistics` is called only where they decide.  The attributes must outlive the choice.  Fails
/// with ErrorKind::malformed for a window that check_window() refuses, or a file view that is not
/// there.
[[nodiscard]] Result<VoiChoice> choose_voi(
    const View& view, const PixelLayout& layout, const DisplayAttributes& attributes,
    const std::function<const ValueStatistics&()>& statistics);

}  // namespace noctis
