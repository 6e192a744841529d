// Frames of three samples a pixel as RGB of 8 bits (R14, R16).

#pragma once

#include "frame/frame.hpp"
#include "image/image.hpp"

namespace noctis {

/// RGB as it is, YBR by the equations of PS3.3 C.7.6.3.1.2, turned round; values of other depths
/// are scaled by 255 / (2^n - 1); all rounded half up.  Missing pixels are black. Precondition:
/// check_frame() has nothing against the frame, and it is of three samples.
[[nodiscard]] Image8 to_rgb(const Frame& frame);

}  // namespace noctis
