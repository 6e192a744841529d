// High-Throughput JPEG 2000, reversible (ISO/IEC 15444-15): what is common in DICOM, several times
// as fast as the general decoder.

#pragma once

#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/vector_path.hpp"
#include "htj2k/plane.hpp"

namespace noctis::htj2k {

/// All components are of one size, RCT undone.
struct Picture {
  unsigned precision = 8;  ///< bits a sample, 1..16
  bool is_signed = false;
  std::vector<Plane> components;  ///< 1 or 3, of the range that the precision gives
};

/// Fails with ErrorKind::malformed where a code-block is; with unsupported, for the general decoder
/// to be asked, where the codestream is cut short or is another than one of one tile that begins at
/// 0, one layer, high-throughput code-blocks with a cleanup pass each, 5-3 wavelet, and 1 or 3
/// components of the same size and of 16 bits at most.  The samples are the same on every path.
/// Precondition: this processor can take the path.
[[nodiscard]] Result<Picture> decode(ByteView codestream, VectorPath path = fastest_vector_path());

}  // namespace noctis::htj2k
