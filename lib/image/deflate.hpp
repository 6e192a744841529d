// Bytes made smaller without loss, in zlib's format (RFC 1950), by libdeflate.

#pragma once

#include <cstdint>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace noctis {

/// The same bytes for the same input and level, on every machine and thread.
/// Precondition: level is 1 (fast) to 12 (small).
[[nodiscard]] Bytes zlib_compress(ByteView bytes, int level = 6);

/// The `size` bytes that were compressed.  Fails with ErrorKind::malformed where `compressed` does
/// not hold exactly as many: before any memory is taken for more than it could possibly hold.
[[nodiscard]] Result<Bytes> zlib_expand(ByteView compressed, std::uint64_t size);

}  // namespace noctis
