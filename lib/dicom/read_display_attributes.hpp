// All that decides how a frame is shown, from the per-frame functional groups, else the shared
// ones, else the top level (rule R9; PS3.3 C.7.6.16).

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/byte_source.hpp"
#include "base/result.hpp"
#include "dicom/dataset.hpp"
#include "dicom/image_pixel.hpp"
#include "dicom/read_overlays.hpp"
#include "dicom/scan.hpp"
#include "frame/display_attributes.hpp"
#include "frame/frame.hpp"

namespace noctis {

/// What the top level and the shared functional groups say is read once; a frame adds its own.
/// Immutable, and free of the dataset: any number of threads.
class DisplayAttributesReader {
 public:
  /// `dataset` is the parsed Scan::dataset.
  DisplayAttributesReader(const Dataset& dataset, const Scan& scan, const ImagePixel& pixel,
                          SampleKind sample_kind);

  /// Fails with ErrorKind::malformed or truncated where the frame's own functional groups cannot be
  /// read.
  [[nodiscard]] Result<DisplayAttributes> read(const Scan& scan, std::uint32_t frame) const;

 private:
  /// What is being gathered, with what decides about it but is not displayed itself.
  struct Gathered {
    DisplayAttributes attributes;
    std::vector<std::string> image_type;  ///< Image Type, or the frame's Frame Type
    std::string pixel_presentation;       ///< (0008,9205)
  };

  void read_functional_groups(const Item& groups, Level level, Gathered& gathered) const;
  [[nodiscard]] DisplayAttributes finish(Gathered gathered) const;

  ImagePixel pixel_;
  CharacterSet character_set_;
  Gathered common_;
  std::optional<Palette> palette_;
  std::vector<OverlayPlane> overlays_;
  bool is_multi_energy_ = false;
};

}  // namespace noctis
