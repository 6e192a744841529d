// What is asked of a frame: which of its looks, and the options that are off unless asked for.

#pragma once

#include <cstdint>
#include <optional>

#include "display/modality.hpp"
#include "frame/display_attributes.hpp"

namespace noctis {

enum class ViewKind : std::uint8_t {
  file,       ///< what the file says (R6, R35), else R12
  automatic,  ///< the 0.5 to 99.5 percentile, whatever the file says (R12)
  full,       ///< minimum to maximum, by LINEAR_EXACT
  window,     ///< View::window
};

struct View {
  ViewKind kind = ViewKind::file;
  std::uint32_t file_view = 0;  ///< of ViewKind::file: VOI LUTs count first, then windows
  VoiWindow window = {};        ///< of ViewKind::window
  bool invert = false;          ///< 255 - y after everything; padding stays black
  bool square_pixels = true;    ///< R17
  bool overlays = false;        ///< R18
  bool shutter = false;         ///< R40
  /// R21, off unless asked for: all modality values of the series.  A PT's or MR's window that lies
  /// outside them is then applied to stored values.
  std::optional<ValueRange> series_values = std::nullopt;

  bool operator==(const View&) const = default;
};

}  // namespace noctis
