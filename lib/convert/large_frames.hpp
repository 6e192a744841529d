// Which files are opened alone: those of frames so large that two of them should not meet in
// memory.

#pragma once

#include <algorithm>
#include <cstdint>

#include "dicom/instance.hpp"
#include "warm/task.hpp"

namespace noctis {

[[nodiscard]] inline bool has_large_frames(const Instance& instance) {
  const ImageAttributes& image = instance.attributes().image;
  return std::uint64_t{image.rows} * image.columns * std::max(image.samples_per_pixel, 1U) >
         large_frame_samples;
}

}  // namespace noctis
