// Samples that no 16-bit PNG can hold, as one compressed object: the first byte of each sample,
// then the second of each…, little endian, in zlib's format.  Bytes of one significance are alike,
// and so make less than the samples in a row would.

#pragma once

#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "frame/frame.hpp"

namespace noctis {

/// "raw-u32-zlib", "raw-f32-zlib" or "raw-f64-zlib"; empty for layouts that a PNG can hold.
[[nodiscard]] std::string_view raw_format_of(const PixelLayout& layout) noexcept;

/// Precondition: raw_format_of() of the samples' layout is not empty.
[[nodiscard]] Bytes encode_raw(const Samples& samples);

/// layout.sample_count() samples.  Fails with ErrorKind::malformed where the object does not hold
/// exactly as many.  Precondition: raw_format_of(layout) is not empty.
[[nodiscard]] Result<Samples> decode_raw(ByteView object, const PixelLayout& layout);

}  // namespace noctis
