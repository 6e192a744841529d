// From what a phantom shows to stored values.

#pragma once

#include <cstdint>

#include "base/bytes.hpp"
#include "phantom/phantom.hpp"
#include "phantom/plan.hpp"

namespace noctis::phantom {

/// Precondition: instance and frame are in range.
[[nodiscard]] PhantomSamples sample(const Plan& plan, std::uint32_t instance, std::uint32_t frame);

/// The values as little endian words of Bits Allocated bits by pixel, the bits above Bits Stored
/// zero.  Precondition: 8, 16 or 32 bits.
[[nodiscard]] Bytes pack(const PhantomSamples& samples);

}  // namespace noctis::phantom
