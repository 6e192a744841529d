// The colours of label maps (R23).

#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "display/rgb.hpp"
#include "frame/display_attributes.hpp"

namespace noctis {

/// Of a label map without a palette: the segment's recommended colour, else one of ours; label 0 is
/// black unless the file says otherwise.
class LabelColors {
 public:
  explicit LabelColors(const Segmentation& segmentation);

  [[nodiscard]] Rgb operator()(double stored) const noexcept;

 private:
  std::vector<std::pair<std::uint32_t, std::uint32_t>> colors_;  // by label
};

}  // namespace noctis
