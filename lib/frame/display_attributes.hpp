// All that decides how one frame is shown, gathered from the per-frame macro, the shared one and
// the top level (rule R9), in one value that outlives the file.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "frame/remark.hpp"

namespace noctis {

/// Rescale Slope (0028,1053) and Rescale Intercept (0028,1052), or Dose Grid Scaling (3004,000E):
/// stored value -> modality unit.  Finite; the slope is never zero.  PS3.3 C.11.1, Table C.11-1b.
struct Rescale {
  double slope = 1.0;
  double intercept = 0.0;

  bool operator==(const Rescale&) const = default;
};

/// A Modality LUT, VOI LUT or palette: entry 0 belongs to first_value_mapped; values below and
/// above the table take its first and last entry.  PS3.3 C.11.1.1.1, C.11.2.1.1, C.7.6.3.1.5.
struct LookupTable {
  std::int32_t first_value_mapped = 0;
  std::uint16_t bits_per_entry = 16;   ///< 8..16
  std::vector<std::uint16_t> entries;  ///< 1..65536, unsigned
  std::string explanation;             ///< LUT Explanation (0028,3003)

  bool operator==(const LookupTable&) const = default;
};

/// VOI LUT Function (0028,1056).
enum class VoiFunction : std::uint8_t { linear, linear_exact, sigmoid };

/// Window Center (0028,1050) and Window Width (0028,1051), both in modality units.
struct VoiWindow {
  double center = 0.0;
  double width = 1.0;  ///< >= 1 when linear, > 0 otherwise
  VoiFunction function = VoiFunction::linear;
  std::string explanation = {};  ///< Window Center & Width Explanation (0028,1055)

  bool operator==(const VoiWindow&) const = default;
};

/// Pixel Padding Value (0028,0120) and Range Limit (0028,0121), or their float kin: both ends
/// belong to it; in stored values after masking and sign-extension.  PS3.3 C.7.5.1.1.2.
struct PixelPadding {
  double low = 0.0;
  double high = 0.0;
  /// Bits Stored, 1 to 32, where they cannot hold an end: in a frame of just so many bits both ends
  /// are cut to these as its pixels were.  A codestream may have others (R20).
  std::optional<std::uint16_t> cut_to = {};

  bool operator==(const PixelPadding&) const = default;
};

/// The size of a pixel, in whatever unit both share; both > 0.  PS3.3 C.7.6.3.1.7, 10.7.1.
struct PixelAspect {
  double vertical = 1.0;    ///< between the centres of rows
  double horizontal = 1.0;  ///< between the centres of columns
  std::string source;       ///< the attribute's keyword, "PixelSpacing"

  bool operator==(const PixelAspect&) const = default;
};

/// Palette Color Lookup Tables, expanded when segmented.  For PALETTE COLOR images all values go
/// through it; as a supplemental palette only those from red.first_value_mapped on.
/// PS3.3 C.7.6.3.1.5, C.7.6.3.1.6, C.7.6.19.
struct Palette {
  LookupTable red, green, blue;

  bool operator==(const Palette&) const = default;
};

/// One overlay plane of one frame.  PS3.3 C.9.2, C.9.3.
struct Overlay {
  std::uint16_t group = 0x6000;
  std::uint32_t rows = 0;
  std::uint32_t columns = 0;
  std::int32_t origin_row = 1;     ///< of its first pixel, 1-based, possibly <= 0
  std::int32_t origin_column = 1;  ///< likewise
  std::vector<std::uint8_t> bits;  ///< row major, packed low bit first, no padding between rows

  bool operator==(const Overlay&) const = default;
};

/// Segmentation Type (0062,0001).  PS3.3 C.8.20.2.3.
enum class SegmentationType : std::uint8_t { binary, fractional, labelmap };

struct Segmentation {
  SegmentationType type = SegmentationType::binary;
  std::uint16_t maximum_fractional_value = 1;  ///< >= 1
  /// Colours of a label map without a palette: sRGB 0xRRGGBB by stored value; the rest take the
  /// fixed colours of the display room.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> colors = {};

  bool operator==(const Segmentation&) const = default;
};

/// Display Shutter: what lies outside all of the shapes is hidden.  1-based row and column.
/// PS3.3 C.7.6.11.
struct Shutter {
  struct Rectangle {
    std::int32_t left, right, top, bottom;
    bool operator==(const Rectangle&) const = default;
  };
  struct Circle {
    std::int32_t center_row, center_column, radius;
    bool operator==(const Circle&) const = default;
  };
  std::optional<Rectangle> rectangle;
  std::optional<Circle> circle;
  /// Row, column; at least three, or none.
  std::vector<std::pair<std::int32_t, std::int32_t>> polygon;
  std::optional<std::uint16_t> presentation_value;  ///< P-value, 0..65535

  bool operator==(const Shutter&) const = default;
};

/// Where in a file something is said; the later ones win.  PS3.3 C.7.6.16.2.
enum class Level : std::uint8_t { dataset, shared, per_frame };

/// Of one frame.  Numbers are bounded by whoever fills it in (the dicom room, or the reader of a
/// master's row); the display room relies on the ranges stated here.
struct DisplayAttributes {
  std::string sop_class_uid;
  std::string modality;            ///< (0008,0060), "CT"
  std::string body_part_examined;  ///< (0018,0015), possibly empty

  std::optional<Rescale> rescale;
  std::optional<LookupTable> modality_lut;  ///< wins over a rescale (R8)
  std::string rescale_type;                 ///< (0028,1054) or Modality LUT Type, "HU"
  /// Whether modality values are Hounsfield units: Rescale Type says HU, or nothing says otherwise
  /// and it is an original CT that is no localizer and no multi-energy map.
  bool hounsfield_units = false;

  std::vector<LookupTable> voi_luts;   ///< VOI LUT Sequence (0028,3010), in order
  std::vector<VoiWindow> windows;      ///< complete, legal pairs, in order
  std::string presentation_lut_shape;  ///< (2050,0020); empty where absent

  std::optional<PixelPadding> padding;
  std::optional<PixelAspect> aspect;

  std::optional<Palette> palette;
  bool palette_is_supplemental = false;  ///< Pixel Presentation COLOR, or MIXED for this frame
  std::optional<Segmentation> segmentation;
  std::vector<Overlay> overlays;
  std::optional<Shutter> shutter;
  std::vector<std::uint8_t> icc_profile;  ///< of a colour image; empty where there is none

  // Where each was said; nothing where it was not.
  std::optional<Level> modality_level;  ///< of rescale and Modality LUT
  std::optional<Level> voi_level;
  std::optional<Level> aspect_level;
  std::optional<Level> shutter_level;
  std::vector<Remark> remarks;  ///< what the reader decided or noticed

  bool operator==(const DisplayAttributes&) const = default;
};

/// R22.  By its class; one whose class is missing, by its modality.
[[nodiscard]] inline bool is_rt_dose(const DisplayAttributes& attributes) noexcept {
  return attributes.sop_class_uid == "1.2.840.10008.5.1.4.1.1.481.2" ||
         (attributes.sop_class_uid.empty() && attributes.modality == "RTDOSE");
}

}  // namespace noctis
