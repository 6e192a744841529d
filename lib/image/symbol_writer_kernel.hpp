// The loop over a block's symbols, with any way to write its literals.  Only symbol_writer.cpp and
// the files for one kind of processor include this: the second hold nothing else, because what is
// compiled for processors that not everybody has must not be shared with the rest of the program.
// Of the inline functions that come with headers, the standard library's and ours, they call
// therefore only what is always inlined: any other might be the one copy that the linker keeps.

#pragma once

#include <cstddef>
#include <cstdint>

#include "image/bit_writer.hpp"
#include "image/huffman.hpp"
#include "image/length_symbols.hpp"
#include "image/runs.hpp"

namespace noctis::symbol_writer {

/// BlockSymbols in plain pointers.
struct Block {
  const std::uint8_t* bytes;
  const std::uint8_t* end;
  const Run* runs;
  const Run* runs_end;
  const HuffmanCode* codes;
  const LengthSymbol* length_symbols;  ///< length_symbol_of
  unsigned distance_bits;
};

/// `Literals` is made of the codes, and writes the bytes between two pointers.
template <class Literals>
[[gnu::always_inline]] inline BitWriter written(BitWriter out, const Block& block) {
  const Literals literals(block.codes);
  const std::uint8_t* next = block.bytes;
  for (const Run* run = block.runs; run != block.runs_end; ++run) {
    std::uint32_t at = run->begin;
    while (const std::uint32_t length = match_length(*run, at)) {
      literals.write(out, next, block.bytes + at);
      const LengthSymbol& symbol = block.length_symbols[length];
      const HuffmanCode& code = block.codes[symbol.symbol];
      out.put(code.bits | std::uint64_t{symbol.extra} << code.length,
              code.length + symbol.extra_bits + block.distance_bits);
      at += length;
      next = block.bytes + at;
    }
  }
  literals.write(out, next, block.end);
  out.put(block.codes[end_of_block].bits, block.codes[end_of_block].length);
  return out;
}

#if defined(__x86_64__)
/// For VectorPath::avx512 and vbmi.
BitWriter written_with_avx512(BitWriter out, const Block& block);
BitWriter written_with_vbmi(BitWriter out, const Block& block);
#endif

}  // namespace noctis::symbol_writer
