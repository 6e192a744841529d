// The display rules R1 to R40 put to the test, each on a tiny DICOM file that is made on the spot.

#pragma once

#include <span>
#include <string_view>

#include "base/result.hpp"

namespace noctis {

/// How many display rules there are: they are numbered from 1 on.
inline constexpr unsigned display_rule_count = 40;

/// One statement about what is shown, and how to find out whether this build keeps it.
struct Check {
  unsigned rule;               ///< the number of the display rule, 2 of R2
  std::string_view clause;     ///< "PS3.3 C.11.2.1.2.1"
  std::string_view statement;  ///< one sentence that could be false
  Result<> (*run)();           ///< fails with what was seen and what should have been:
                               ///< "pixel 3 is 127, not 128".  Any thread.
};

/// In the rules' order.
[[nodiscard]] std::span<const Check> checks();

}  // namespace noctis
