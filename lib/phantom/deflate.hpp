// Raw deflate (RFC 1951), by zlib: of a whole dataset (PS3.5 A.5) and of a frame (PS3.5 A.4.13).

#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace noctis::phantom {

/// Of even length, padded with a zero.
[[nodiscard]] Result<Bytes> deflate_raw(ByteView bytes);

}  // namespace noctis::phantom
