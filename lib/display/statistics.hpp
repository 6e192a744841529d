// The figures of a frame that automatic windows are made of.

#pragma once

#include <cstdint>
#include <functional>

#include "display/modality.hpp"
#include "frame/frame.hpp"

namespace noctis {

/// Of the modality values that count: neither padding nor missing, and finite.
struct ValueStatistics {
  std::uint64_t count = 0;  ///< 0: the rest means nothing
  double minimum = 0.0;
  double maximum = 0.0;
  double percentile_0_5 = 0.0;   ///< nearest rank
  double percentile_99_5 = 0.0;  ///< likewise
};

/// `is_excluded` is asked with stored values, at least once for each that occurs.
[[nodiscard]] ValueStatistics value_statistics(const Frame& frame,
                                               const ModalityTransform& modality,
                                               const std::function<bool(double)>& is_excluded);

}  // namespace noctis
