// A specification with every choice made and every number bounded.

#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.hpp"
#include "phantom/phantom.hpp"

namespace noctis::phantom {

/// What a kind is where the specification says nothing.
struct KindTraits {
  PhantomKind kind;
  std::string_view name;      ///< "enhanced-ct"
  std::string_view prefix;    ///< two characters of a study's folder
  std::string_view modality;  ///< (0008,0060)
  std::string_view sop_class_uid;
  std::string_view description;
  std::uint32_t rows, columns, frames;
  std::uint16_t bits_allocated, bits_stored, bits_lowest, bits_highest;
  bool many_instances, many_frames;
};

[[nodiscard]] const KindTraits& traits_of(PhantomKind kind) noexcept;

/// Rows, Columns, Samples per Pixel… as the file states them, but for what a codec changes.
struct PixelShape {
  std::uint32_t rows = 0, columns = 0;
  std::uint16_t samples_per_pixel = 1;
  std::uint16_t bits_allocated = 16, bits_stored = 16;
  bool is_signed = false;
  std::string_view photometric_interpretation;  ///< of the values that phantom_samples hands out
};

struct Plan {
  PhantomSpec spec;  ///< no zeroes left but for fragment_bytes
  const KindTraits* kind = nullptr;
  PixelShape shape;
  std::uint64_t stream = 0;  ///< of chance: kind and seed
};

/// Fails with ErrorKind::usage or unsupported.
[[nodiscard]] Result<Plan> make_plan(const PhantomSpec& asked);

/// Rescale Slope in millionths, and Rescale Intercept.
struct PlannedRescale {
  std::int64_t slope_millionths = 1000000;
  std::int64_t intercept = 0;
};
/// Of ct, pt and enhanced_ct; the identity otherwise.
[[nodiscard]] PlannedRescale rescale_of(const Plan& plan, std::uint32_t slice) noexcept;

/// Where the slices lie: `slice` counts instances, or frames of a multi-frame volume.
struct Geometry {
  std::int64_t pixel_um = 0;    ///< between the centres of neighbouring pixels, micrometres
  std::int64_t spacing_um = 0;  ///< between slices
  std::int64_t z_um = 0;        ///< of the slice; slice 0 is nearest to the head
  std::int64_t depth = 0;       ///< of the slice in the anatomy, 0 (top) to 65535
};
[[nodiscard]] Geometry geometry_of(const Plan& plan, std::uint32_t slice) noexcept;

/// How many slices the volume of a kind has: instances, or planes of a multi-frame one.
[[nodiscard]] std::uint32_t slices_of(const Plan& plan) noexcept;

}  // namespace noctis::phantom
