// The loops that run on vectors: the same numbers on every path.

#pragma once

#include <cstdint>

#include "base/vector_path.hpp"
#include "htj2k/magnitudes.hpp"
#include "htj2k/plane.hpp"

namespace noctis::htj2k {

/// The subbands of one level: of each the letter for columns comes first.
struct LevelViews {
  PlaneView ll, hl, lh, hh;
};

/// Rows that a level is joined in, each with room around it as a Plane's: one number more than the
/// level has columns.
struct JoinRows {
  std::int32_t* evens;
  std::int32_t* low;
  std::int32_t* high;
  std::int32_t* other_high;
};

struct Kernel {
  void (*read_magnitudes)(const QuadRow& row, const CoefficientRows& out) noexcept;
  /// The picture that a level's subbands make, of `out`'s size: the reversible 5-3 wavelet, inverse
  /// (ISO/IEC 15444-1 F.3, F.4.8.1).  What is around the subbands' rows is written to.
  void (*join)(const LevelViews& level, const PlaneView& out, JoinRows rows) noexcept;
  /// RCT, inverse (15444-1 G.2.2).
  void (*undo_color_transform)(const PlaneView& first, const PlaneView& second,
                               const PlaneView& third) noexcept;
  /// Keeps numbers within `least` and `greatest`, and adds `shift` (15444-1 G.1.2).
  void (*shift_levels)(const PlaneView& component, std::int32_t least, std::int32_t greatest,
                       std::int32_t shift) noexcept;
};

/// Precondition: this processor can take the path.
[[nodiscard]] const Kernel& kernel_of(VectorPath path) noexcept;

extern const Kernel scalar_kernel;
#if defined(__x86_64__)
extern const Kernel avx2_kernel;
#endif

}  // namespace noctis::htj2k
