// The simplest reading of a DICOM file there is: what reading and parsing take at least.

#pragma once

#include <cstdint>
#include <optional>

#include "base/bytes.hpp"

namespace noctis {

struct PlainSlice {
  std::uint32_t rows = 0, columns = 0;
  std::uint16_t bits_stored = 0;
  bool is_signed = false;
  double slope = 1, intercept = 0;
  ByteView pixels;  ///< rows * columns words
};

/// Nothing where the file is not whole, or anything else than a slice of 16 bits allocated in
/// Explicit VR Little Endian.  The pixels are a view into it.
[[nodiscard]] std::optional<PlainSlice> parse_plain_slice(ByteView file);

}  // namespace noctis
