// What a deflate block is made of, written in codes.

#pragma once

#include <span>

#include "base/bytes.hpp"
#include "base/vector_path.hpp"
#include "image/bit_writer.hpp"
#include "image/length_symbols.hpp"
#include "image/runs.hpp"

namespace noctis {

/// Bits of a code: so that four literals fit in 64, with what is below them or what waits for a
/// byte to be full.
constexpr unsigned longest_code = 14;

/// Of one block (RFC 1951, 3.2.3).
struct BlockSymbols {
  ByteView bytes;
  std::span<const Run> runs;  ///< matches of the byte before; all else is literals
  const SymbolCodes& codes;   ///< of longest_code bits at most; of some, all that occur
  unsigned distance_bits;     ///< of the one distance there is, whose code is zeros
};

/// The symbols and the block's end, the same bits on every path.  Precondition: this processor can
/// take the path.
void write_symbols(BitWriter& out, const BlockSymbols& block, VectorPath path);

}  // namespace noctis
