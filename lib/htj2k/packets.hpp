// Where a codestream's code-blocks are: the packets of its one tile and layer (ISO/IEC 15444-1
// Annex B).

#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/bytes.hpp"
#include "htj2k/codestream.hpp"

namespace noctis::htj2k {

struct CodeBlock {
  ByteView bytes;  ///< of a cleanup pass that ends at bit-plane 0; empty: all is zero
};

/// One of a component; its code-blocks lie by rows.
struct Subband {
  std::uint32_t columns = 0, rows = 0;         ///< samples, some of them none
  unsigned magnitude_bits = 1;                 ///< M_b
  unsigned block_columns = 0, block_rows = 0;  ///< exponents
  std::uint32_t blocks_across = 0, blocks_down = 0;
  std::vector<CodeBlock> blocks;
};

struct Resolution {
  std::uint32_t columns = 0, rows = 0;  ///< of the picture that it makes
  std::vector<Subband> subbands;        ///< LL, or HL, LH and HH
};

using ComponentBlocks = std::vector<Resolution>;  // smallest first

/// By component.  Nothing where packets are damaged, or are those of another codestream than
/// read_codestream() takes: with further coding passes, or without the last bit-plane.
[[nodiscard]] std::optional<std::vector<ComponentBlocks>> read_packets(
    const Codestream& codestream);

}  // namespace noctis::htj2k
