// 128 bits of XXH3, at the speed of memory: what differs by chance differs in them (two of a
// billion things share them once in 10^21 stores).  Not for what somebody gains by if it is taken
// for another: that is what SHA-256 is for.

#pragma once

#include <array>
#include <cstdint>

#include "base/bytes.hpp"

namespace noctis {

/// In XXH3's canonical order, the same on every machine.
using Fingerprint = std::array<std::uint8_t, 16>;

[[nodiscard]] Fingerprint fingerprint(ByteView bytes) noexcept;

}  // namespace noctis
