// What a JPEG 2000 codestream will cost, from its marker segments (ISO/IEC 15444-1 Annex A), and
// where it lies among JP2 boxes (Annex I).

#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "dicom/codestream.hpp"
#include "frame/frame.hpp"

namespace noctis {

struct Jpeg2000Header {
  ByteView codestream;  ///< from SOC on
  CodestreamShape shape;
  unsigned levels = 0;                        ///< of decomposition, the most of all components
  bool high_throughput = false;               ///< some code-blocks are (ISO/IEC 15444-15)
  bool multiple_component_transform = false;  ///< RCT or ICT: red, green and blue come out
  std::vector<ByteView> packets;              ///< of each tile-part that was reached
  bool is_read_through = false;               ///< all marker segments and tile-parts join
  std::optional<Photometric> boxed_color;     ///< of a Colour Specification box
  Bytes icc_profile;                          ///< likewise
};

/// Fails with ErrorKind::malformed or truncated where it is no such codestream, with unsupported
/// where components differ in depth, and with too_large where tiles, precincts or code-blocks are
/// more than its bytes could describe, or than we would hold in memory.
[[nodiscard]] Result<Jpeg2000Header> read_jpeg_2000_header(ByteView bytes);

/// Whether it is read through, and no marker is among packets but what may be (SOP, EPH).
/// OpenJPEG 2.5 ends the process at some markers in high-throughput code-blocks.
[[nodiscard]] bool has_sound_markers(const Jpeg2000Header& header);

}  // namespace noctis
