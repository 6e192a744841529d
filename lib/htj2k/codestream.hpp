// The main header of a reversible HTJ2K codestream of one tile, and the packets behind it
// (ISO/IEC 15444-1 Annex A, 15444-15 Annex A).

#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "base/bytes.hpp"

namespace noctis::htj2k {

constexpr unsigned most_levels = 32;
/// Planes of a coefficient, so that one with its sign and seven bits of the byte that it begins in
/// are in four bytes.
constexpr unsigned most_magnitude_bits = 25;

enum class Progression : std::uint8_t { lrcp, rlcp, rpcl, pcrl, cprl };

struct Component {
  /// M_b of each subband, 1..most_magnitude_bits: LL, then HL, LH and HH of each level, the
  /// smallest first (15444-1 E.1).
  std::array<std::uint8_t, 1 + 3 * most_levels> magnitude_bits{};
};

struct Codestream {
  std::uint32_t columns = 0, rows = 0;  ///< 1..65535
  unsigned component_count = 1;         ///< 1 or 3, all of the picture's size
  unsigned precision = 8;               ///< bits a sample, 1..16
  bool is_signed = false;
  bool color_transform = false;  ///< RCT; three components then

  Progression progression = Progression::lrcp;
  bool has_packet_starts = false;  ///< SOP stands before each packet
  bool has_header_ends = false;    ///< EPH stands behind each packet header
  unsigned levels = 0;             ///< 0..most_levels
  // Exponents.
  unsigned block_columns = 6, block_rows = 6;  ///< 2..10, 12 at most together
  std::array<std::uint8_t, most_levels + 1> precinct_columns{}, precinct_rows{};  ///< by resolution
  std::array<Component, 3> components{};

  Bytes joined;      ///< the packets, where there are several tile-parts
  ByteView packets;  ///< of `joined`, or of the bytes that were read
};

/// Nothing where it is another codestream than described above, or a damaged one: OpenJPEG takes
/// those, and says what is wrong.  The codestream is to outlive what is returned.
[[nodiscard]] std::optional<Codestream> read_codestream(ByteView bytes);

}  // namespace noctis::htj2k
