// Deflated Explicit VR Little Endian: the dataset as one deflated stream (PS3.5 A.5).

#pragma once

#include <cstdint>

#include "base/byte_source.hpp"
#include "base/bytes.hpp"
#include "base/result.hpp"

namespace noctis {

/// Of bytes.
inline constexpr std::uint64_t inflated_limit = std::uint64_t{1} << 28;

struct InflatedDataset {
  Bytes bytes;
  bool truncated = false;  ///< the stream broke off; the bytes are what came before
};

/// What follows `offset`: raw deflate, as the standard has it, or zlib's wrapping of it, as some
/// write it.  Fails with ErrorKind::malformed for anything else, with too_large beyond
/// inflated_limit or where more than 64 MiB would come from less than a 200th of that.
[[nodiscard]] Result<InflatedDataset> inflate_dataset(const ByteSource& source,
                                                      std::uint64_t offset);

}  // namespace noctis
