// What the phantoms show, in the units of each modality, before anything is stored.

#pragma once

#include <cstdint>

#include "phantom/canvas.hpp"
#include "phantom/plan.hpp"

namespace noctis::phantom {

/// The patient's right, which is at the left of the image, and his left.
inline constexpr std::int64_t both_sides[] = {-1, 1};

// Each draws one image; `geometry` says at which depth.  Noise comes last, from a stream of its
// own.

/// What each tissue of the thorax is drawn as: Hounsfield units, unless said otherwise.
struct Tissues {
  std::int32_t air = -1000, table = -350, skin = -20, fat = -100, soft = 55, fluid = 20,
               blood = 150, contrast = 190, organ = 95, lung = -860, marrow = 220, cortex = 800;
};
/// A transverse slice of a thorax, without noise.
[[nodiscard]] Canvas draw_thorax(const Plan& plan, const Geometry& geometry,
                                 const Tissues& tissues);

/// A transverse slice of a head, T2-weighted: 0 to about 4095.
[[nodiscard]] Canvas draw_head(const Plan& plan, const Geometry& geometry);

/// A chest from behind, as a digital radiograph stores it: 0 (air) to about 4095 (dense).
[[nodiscard]] Canvas draw_chest(const Plan& plan);

/// A transverse slice of a torso in Bq/ml.
[[nodiscard]] Canvas draw_uptake(const Plan& plan, const Geometry& geometry);

/// Counts of the kidneys after an injection.
[[nodiscard]] Canvas draw_kidneys(const Plan& plan, std::uint32_t frame);

/// A plane of a dose distribution, 0 to 1,000,000.
[[nodiscard]] Canvas draw_dose(const Plan& plan, const Geometry& geometry);

/// Indices 0 to 255 into a palette.
[[nodiscard]] Canvas draw_perfusion(const Plan& plan);

/// Red, green, blue by pixel, 0 to 255.
[[nodiscard]] std::vector<std::int32_t> draw_heart(const Plan& plan, std::uint32_t frame);
[[nodiscard]] std::vector<std::int32_t> draw_chart(const Plan& plan);

}  // namespace noctis::phantom
