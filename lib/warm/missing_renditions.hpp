// What the frames of an instance still lack of what is wanted.

#pragma once

#include <cstdint>
#include <vector>

#include "store/rows.hpp"
#include "warm/frame_work.hpp"
#include "warm/plan.hpp"

namespace noctis {

/// Of the chosen frames of such an image, all that `present` does not hold under an equal recipe;
/// frames that lack nothing are left out.
[[nodiscard]] FrameWants missing_renditions(const Plan& plan, const ImageFacts& facts,
                                            std::uint32_t frame_count,
                                            const std::vector<RenditionRow>& present);

}  // namespace noctis
