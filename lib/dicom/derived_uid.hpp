// UIDs for what has none (PS3.5 B.2).

#pragma once

#include <string>

#include "base/digest.hpp"

namespace noctis {

/// "2.25." and the first 128 bits of the digest as a decimal number.
[[nodiscard]] std::string derived_uid(const Digest& digest);

}  // namespace noctis
