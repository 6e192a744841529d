// What a fuzzed input must never make untrue: the process ends, with a line that says what.

#pragma once

#include <cstdio>
#include <cstdlib>

#include "frame/frame.hpp"

namespace noctis::fuzz {

inline void require(bool holds, const char* what) {
  if (holds)
    return;
  std::fprintf(stderr, "untrue: %s\n", what);
  std::abort();
}

/// Frame's promises, on which tables of 2^bits_stored entries rely.
inline void require_sound(const Frame& frame) {
  require(frame.samples.index() == samples_for(frame.layout).index(),
          "samples of the layout's kind");
  std::visit(
      [&](const auto& samples) {
        require(samples.size() == frame.layout.sample_count(),
                "as many samples as the layout says");
        using Sample = typename std::decay_t<decltype(samples)>::value_type;
        if constexpr (std::is_integral_v<Sample>)
          for (const Sample sample : samples)
            require(std::uint64_t{sample} >> frame.layout.bits_stored == 0,
                    "no bit above Bits Stored");
      },
      frame.samples);
}

}  // namespace noctis::fuzz
