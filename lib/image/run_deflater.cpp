// A deflate stream (RFC 1951) of literals and repetitions of the byte before, in blocks that each
// have the code that suits them: on pictures' filtered rows any further looking back gains nothing.
// It is fast because runs are found by vector compares, bytes are counted in eight tables in turn,
// and the codes of four literals are written by one store.

#include "image/run_deflater.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

#include <libdeflate.h>

#include "image/bit_writer.hpp"
#include "image/huffman.hpp"
#include "image/runs.hpp"

namespace noctis {

namespace {

// What one stored block can hold (RFC 1951, 3.2.4): a block that grows is stored as it is.
constexpr std::size_t block_limit = 65535;
constexpr std::size_t stored_overhead = 5;

constexpr std::size_t end_of_block = 256;
constexpr std::size_t length_symbols = 286;
constexpr std::size_t distance_symbols = 2;  // only the first is used; two make a complete set
constexpr std::uint32_t longest_match = 258;
constexpr std::uint32_t shortest_match = 3;
// Four literals and what waits for a byte to be full fit in 64 bits: 4 * 14 + 7.
constexpr unsigned longest_code = 14;

constexpr unsigned stored_block = 0, fixed_block = 1, dynamic_block = 2;

// RFC 1951, 3.2.5.
struct LengthSymbol {
  std::uint16_t symbol = 0;
  std::uint8_t extra_bits = 0;
  std::uint8_t extra = 0;
};
constexpr auto length_symbol_table() {
  std::array<LengthSymbol, longest_match + 1> table = {};
  std::uint32_t length = shortest_match;
  for (std::uint16_t symbol = 257; symbol < 285; ++symbol) {
    const auto extra_bits = static_cast<std::uint8_t>(symbol < 265 ? 0 : (symbol - 261) / 4);
    for (std::uint32_t extra = 0; extra < 1U << extra_bits; ++extra)
      table[length++] = {symbol, extra_bits, static_cast<std::uint8_t>(extra)};
    if (length > longest_match)
      break;
  }
  table[longest_match] = {285, 0, 0};
  return table;
}
constexpr auto length_symbol_of = length_symbol_table();

using Counts = std::array<std::uint32_t, length_symbols>;
using Codes = std::array<HuffmanCode, length_symbols>;

// Calls for each match that a run is made of; what is left behind the last one, fewer than a match
// can be, stays literals.
template <class Visit>
[[gnu::always_inline]] inline void for_each_match(const Run& run, Visit&& visit) {
  std::uint32_t at = run.begin;
  std::uint32_t left = run.length;
  while (left >= shortest_match) {
    const std::uint32_t length = std::min(left, longest_match);
    visit(at, length);
    at += length;
    left -= length;
  }
}

// Eight tables in turn: what follows on itself need not wait.
class ByteCounts {
 public:
  void add(ByteView bytes) noexcept {
    std::size_t i = 0;
    for (; i + tables <= bytes.size(); i += tables) {
      const auto eight = load_little_endian<std::uint64_t>(bytes.subspan(i));
      for (unsigned k = 0; k < tables; ++k)
        ++of_[k][eight >> (8 * k) & 0xff];
    }
    for (; i < bytes.size(); ++i)
      ++of_[i % tables][bytes[i]];
  }
  [[nodiscard]] std::uint32_t of(std::size_t value) const noexcept {
    std::uint32_t count = 0;
    for (const auto& table : of_)
      count += table[value];
    return count;
  }

 private:
  static constexpr std::size_t tables = 8;
  static_assert(block_limit <= 0xffff);
  std::array<std::array<std::uint16_t, 256>, tables> of_ = {};
};

Counts count_symbols(ByteView block, std::span<const Run> runs) {
  // Bytes of a shorter run are sooner counted and taken away again than gone around.
  constexpr std::uint32_t long_run = 64;
  ByteCounts bytes;
  std::size_t counted = 0;
  for (const Run& run : runs)
    if (run.length >= long_run) {
      bytes.add(block.subspan(counted, run.begin - counted));
      counted = std::size_t{run.begin} + run.length;
    }
  bytes.add(block.subspan(counted));

  Counts counts = {};
  for (std::size_t value = 0; value < 256; ++value)
    counts[value] = bytes.of(value);
  for (const Run& run : runs) {
    std::uint32_t& literals = counts[block[run.begin]];
    if (run.length >= long_run)
      literals += run.length;
    for_each_match(run, [&](std::uint32_t /*at*/, std::uint32_t length) {
      literals -= length;
      ++counts[length_symbol_of[length].symbol];
    });
  }
  counts[end_of_block] = 1;
  return counts;
}

// The code lengths of a block, themselves coded (RFC 1951, 3.2.7).
class CodeLengths {
 public:
  explicit CodeLengths(const Codes& codes) {
    while (literals_ > 257 && codes[literals_ - 1].length == 0)
      --literals_;
    std::array<std::uint8_t, length_symbols + distance_symbols> lengths;
    for (std::size_t i = 0; i < literals_; ++i)
      lengths[i] = codes[i].length;
    lengths[literals_] = lengths[literals_ + 1] = 1;
    tokenise(std::span(lengths).first(literals_ + distance_symbols));

    std::array<std::uint32_t, symbols> counts = {};
    for (std::size_t i = 0; i < token_count_; ++i)
      ++counts[tokens_[i].symbol];
    make_huffman_codes(counts, 7, codes_);
    while (told_ > 4 && codes_[order[told_ - 1]].length == 0)
      --told_;
  }

  [[nodiscard]] std::uint64_t bits() const noexcept {
    std::uint64_t bits = 5 + 5 + 4 + 3 * told_;
    for (std::size_t i = 0; i < token_count_; ++i)
      bits += unsigned{codes_[tokens_[i].symbol].length} + tokens_[i].extra_bits;
    return bits;
  }

  void write(BitWriter& out) const noexcept {
    out.put(literals_ - 257, 5);
    out.put(distance_symbols - 1, 5);
    out.put(told_ - 4, 4);
    for (std::size_t i = 0; i < told_; ++i)
      out.put(codes_[order[i]].length, 3);
    for (std::size_t i = 0; i < token_count_; ++i) {
      const Token& token = tokens_[i];
      out.put(codes_[token.symbol].bits, codes_[token.symbol].length);
      out.put(token.extra, token.extra_bits);
    }
  }

 private:
  static constexpr std::size_t symbols = 19;
  static constexpr std::uint8_t repeat = 16, few_zeros = 17, many_zeros = 18;
  static constexpr std::array<std::uint8_t, symbols> order = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                              11, 4,  12, 3, 13, 2, 14, 1, 15};
  struct Token {
    std::uint8_t symbol;
    std::uint8_t extra_bits;
    std::uint8_t extra;
  };

  void add(std::uint8_t symbol, unsigned extra_bits = 0, std::size_t extra = 0) noexcept {
    tokens_[token_count_++] = {symbol, static_cast<std::uint8_t>(extra_bits),
                               static_cast<std::uint8_t>(extra)};
  }

  void tokenise(std::span<const std::uint8_t> lengths) noexcept {
    for (std::size_t i = 0; i < lengths.size();) {
      std::size_t same = 1;
      while (i + same < lengths.size() && lengths[i + same] == lengths[i])
        ++same;
      const std::uint8_t length = lengths[i];
      i += same;
      if (length != 0) {
        add(length);
        --same;
      }
      while (same >= 3) {
        const std::size_t most = length == 0 ? 138 : 6;
        const std::size_t now = std::min(same, most);
        if (length != 0)
          add(repeat, 2, now - 3);
        else if (now <= 10)
          add(few_zeros, 3, now - 3);
        else
          add(many_zeros, 7, now - 11);
        same -= now;
      }
      for (; same > 0; --same)
        add(length);
    }
  }

  std::array<Token, length_symbols + distance_symbols> tokens_;
  std::size_t token_count_ = 0;
  std::array<HuffmanCode, symbols> codes_ = {};
  std::size_t literals_ = length_symbols;
  std::size_t told_ = symbols;
};

std::uint64_t bits_of_symbols(const Counts& counts, const Codes& codes) noexcept {
  std::uint64_t bits = 0;
  for (std::size_t symbol = 0; symbol < counts.size(); ++symbol) {
    const unsigned extra =  // and the distance's one bit
        symbol < 257
            ? 0
            : 1 + (symbol < 265 || symbol == 285 ? 0U : (static_cast<unsigned>(symbol) - 261) / 4);
    bits += std::uint64_t{counts[symbol]} * (codes[symbol].length + extra);
  }
  return bits;
}

// RFC 1951, 3.2.6.
Codes make_fixed_codes() noexcept {
  std::array<HuffmanCode, 288> all;
  for (std::size_t symbol = 0; symbol < all.size(); ++symbol)
    all[symbol].length = symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8;
  assign_huffman_bits(all);
  Codes codes;
  std::copy_n(all.begin(), codes.size(), codes.begin());
  return codes;
}

// What writes symbols is inlined into each function that does so, and takes the instructions that
// it may take: a shift by a variable is three steps without BMI2, and one with it.

// Of the first, second, third byte: its code, or one of no bits.
[[gnu::always_inline]] inline HuffmanCode code_if(bool is_there, std::uint8_t byte,
                                                  const Codes& codes) noexcept {
  const HuffmanCode code = codes[byte];
  return is_there ? code : HuffmanCode{};
}

[[gnu::always_inline]] inline void write_four(BitWriter& out, HuffmanCode a, HuffmanCode b,
                                              HuffmanCode c, HuffmanCode d) noexcept {
  const std::uint32_t ab = std::uint32_t{a.bits} | std::uint32_t{b.bits} << a.length;
  const std::uint32_t cd = std::uint32_t{c.bits} | std::uint32_t{d.bits} << c.length;
  const unsigned ab_length = unsigned{a.length} + b.length;
  out.put(ab | std::uint64_t{cd} << ab_length, ab_length + c.length + d.length);
}

// As many as are whole fours; what is left of the bytes.
[[gnu::always_inline]] inline ByteView write_fours(BitWriter& out, ByteView bytes,
                                                   const Codes& codes) noexcept {
  for (; bytes.size() >= 4; bytes = bytes.subspan(4))
    write_four(out, codes[bytes[0]], codes[bytes[1]], codes[bytes[2]], codes[bytes[3]]);
  return bytes;
}

// Precondition: three bytes more can be read.  The last ones are written without a branch for each:
// between two runs there are few, and how many cannot be foretold.
[[gnu::always_inline]] inline void write_literals(BitWriter& out, ByteView bytes,
                                                  const Codes& codes) noexcept {
  const ByteView left = write_fours(out, bytes, codes);
  const std::uint8_t* const next = left.data();
  write_four(out, code_if(!left.empty(), next[0], codes), code_if(left.size() > 1, next[1], codes),
             code_if(left.size() > 2, next[2], codes), {});
}

[[gnu::always_inline]] inline void write_last_literals(BitWriter& out, ByteView bytes,
                                                       const Codes& codes) noexcept {
  for (const std::uint8_t byte : write_fours(out, bytes, codes))
    out.put(codes[byte].bits, codes[byte].length);
}

// The symbols of a block, and its end.
struct Symbols {
  ByteView block;
  std::span<const Run> runs;
  const Codes& codes;
  unsigned distance_bits;  // of the one distance there is, whose code is zeros
};

[[gnu::always_inline]] inline BitWriter written_behind(BitWriter out, const Symbols& symbols) {
  std::size_t written = 0;
  const auto write_match = [&](std::uint32_t at, std::uint32_t length)
      __attribute__((always_inline)) {
    // The match is as long as what may be read beyond them.
    write_literals(out, symbols.block.subspan(written, at - written), symbols.codes);
    const LengthSymbol& symbol = length_symbol_of[length];
    const HuffmanCode& code = symbols.codes[symbol.symbol];
    out.put(code.bits | std::uint64_t{symbol.extra} << code.length,
            code.length + symbol.extra_bits + symbols.distance_bits);
    written = at + length;
  };
  for (const Run& run : symbols.runs)
    for_each_match(run, write_match);
  write_last_literals(out, symbols.block.subspan(written), symbols.codes);
  out.put(symbols.codes[end_of_block].bits, symbols.codes[end_of_block].length);
  return out;
}

#if defined(__x86_64__)
[[gnu::target("bmi,bmi2")]] BitWriter written_with_bmi2(BitWriter out, const Symbols& symbols) {
  return written_behind(out, symbols);
}
#endif

void write_symbols(BitWriter& out, const Symbols& symbols, VectorPath path) {
#if defined(__x86_64__)
  if (path >= VectorPath::avx2) {
    out = written_with_bmi2(out, symbols);
    return;
  }
#endif
  out = written_behind(out, symbols);
}

void append_big_endian(std::uint32_t number, std::uint8_t* to) noexcept {
  for (int shift = 24; shift >= 0; shift -= 8)
    *to++ = static_cast<std::uint8_t>(number >> shift);
}

}  // namespace

ByteView RunDeflater::compress(ByteView bytes) {
  const std::size_t blocks = bytes.size() / block_limit + 1;
  // No block is longer than one that is stored; zlib's two bytes before, four after.
  const std::size_t bound = bytes.size() + blocks * (stored_overhead + 1) + 16;
  if (output_.size() < bound)
    output_.resize(bound);
  // Deflate with a 32 KiB window; the second byte makes the pair a multiple of 31 (RFC 1950, 2.2).
  output_[0] = 0x78;
  output_[1] = 0x01;
  BitWriter out(output_.data() + 2);
  ByteView left = bytes;
  int before = -1;
  do {
    const ByteView block = left.first(std::min(left.size(), block_limit));
    left = left.subspan(block.size());
    write_block(out, block, before, left.empty());
    before = block.empty() ? before : block.back();
  } while (!left.empty());
  std::uint8_t* const end = out.align();
  append_big_endian(libdeflate_adler32(1, bytes.data(), bytes.size()), end);
  return ByteView(output_.data(), end + 4);
}

void RunDeflater::write_block(BitWriter& out, ByteView block, int before, bool is_last) {
  static const Codes fixed_codes = make_fixed_codes();
  constexpr unsigned fixed_distance_bits = 5, dynamic_distance_bits = 1;
  runs_.clear();
  find_runs(block, before, path_, runs_);
  const Counts counts = count_symbols(block, runs_);
  Codes codes;
  make_huffman_codes(counts, longest_code, codes);
  const CodeLengths lengths(codes);

  std::uint64_t matches = 0;
  for (std::size_t symbol = end_of_block + 1; symbol < counts.size(); ++symbol)
    matches += counts[symbol];
  const std::uint64_t dynamic_bits = lengths.bits() + bits_of_symbols(counts, codes);
  const std::uint64_t fixed_bits = bits_of_symbols(counts, fixed_codes) +
                                   (fixed_distance_bits - dynamic_distance_bits) * matches;
  const std::uint64_t stored_bits = 8 * (block.size() + stored_overhead - 1) + 7;

  if (stored_bits < std::min(dynamic_bits, fixed_bits)) {
    out.put(is_last ? 1 : 0, 1);
    out.put(stored_block, 2);
    std::uint8_t* to = out.align();
    const auto size = static_cast<std::uint16_t>(block.size());
    for (const unsigned number : {unsigned{size}, ~unsigned{size} & 0xffff}) {
      *to++ = static_cast<std::uint8_t>(number);
      *to++ = static_cast<std::uint8_t>(number >> 8);
    }
    out.go_on_at(std::copy(block.begin(), block.end(), to));
  } else if (fixed_bits < dynamic_bits) {
    out.put(is_last ? 1 : 0, 1);
    out.put(fixed_block, 2);
    write_symbols(out, {block, runs_, fixed_codes, fixed_distance_bits}, path_);
  } else {
    out.put(is_last ? 1 : 0, 1);
    out.put(dynamic_block, 2);
    lengths.write(out);
    write_symbols(out, {block, runs_, codes, dynamic_distance_bits}, path_);
  }
}

}  // namespace noctis
