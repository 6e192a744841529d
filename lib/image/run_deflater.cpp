// A deflate stream (RFC 1951) of literals and repetitions of the byte before, in blocks that each
// have the code that suits them: on pictures' filtered rows any further looking back gains nothing.
// It is fast because runs are found by vector compares, bytes are counted in sixteen tables in
// turn, and the codes of several literals are written by one store.

#include "image/run_deflater.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

#include <libdeflate.h>

#include "image/bit_writer.hpp"
#include "image/huffman.hpp"
#include "image/length_symbols.hpp"
#include "image/runs.hpp"
#include "image/symbol_writer.hpp"

namespace noctis {

namespace {

// Bytes that share a code.  A 512 x 512 picture is three such blocks; smaller ones would be a
// little better told, and cost a code each.
constexpr std::size_t block_limit = 96 * 1024;
// What does not shrink is stored as it is, in pieces (RFC 1951, 3.2.4).
constexpr std::size_t stored_limit = 65535;
constexpr std::size_t stored_overhead = 5;

// One at least: what is empty has a block too.
constexpr std::size_t parts_of(std::size_t size, std::size_t most) noexcept {
  return size == 0 ? 1 : (size + most - 1) / most;
}

constexpr std::size_t distance_symbols = 2;  // only the first is used; two make a complete set

constexpr unsigned stored_block = 0, fixed_block = 1, dynamic_block = 2;

using Counts = std::array<std::uint32_t, length_symbols>;

// Many tables in turn, for to count a byte once more has to wait until it was counted before.
class ByteCounts {
 public:
  void add(ByteView bytes) noexcept {
    std::size_t i = 0;
    for (; i + tables <= bytes.size(); i += tables)
      for (std::size_t half : {std::size_t{0}, tables / 2}) {
        const auto eight = load_little_endian<std::uint64_t>(bytes.subspan(i + half));
        for (unsigned k = 0; k < tables / 2; ++k)
          ++of_[half + k][eight >> (8 * k) & 0xff];
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
  static constexpr std::size_t tables = 16;
  static_assert(block_limit / tables <= 0xffff);
  std::array<std::array<std::uint16_t, 256>, tables> of_ = {};
};

Counts count_symbols(ByteView block, std::span<const Run> runs) {
  // Bytes of a shorter run are sooner counted and taken away again than gone around.
  constexpr std::uint32_t long_run = 64;
  ByteCounts bytes;
  std::size_t counted = 0;
  for (const Run& run : runs)
    if (run.end - run.begin >= long_run) {
      bytes.add(block.subspan(counted, run.begin - counted));
      counted = run.end;
    }
  bytes.add(block.subspan(counted));

  Counts counts = {};
  for (std::size_t value = 0; value < 256; ++value)
    counts[value] = bytes.of(value);
  for (const Run& run : runs) {
    std::uint32_t& literals = counts[block[run.begin]];
    if (run.end - run.begin >= long_run)
      literals += run.end - run.begin;
    std::uint32_t at = run.begin;
    while (const std::uint32_t length = match_length(run, at)) {
      literals -= length;
      ++counts[length_symbol_of[length].symbol];
      at += length;
    }
  }
  counts[end_of_block] = 1;
  return counts;
}

// The code lengths of a block, themselves coded (RFC 1951, 3.2.7).
class CodeLengths {
 public:
  explicit CodeLengths(const SymbolCodes& codes) {
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

std::uint64_t bits_of_symbols(const Counts& counts, const SymbolCodes& codes) noexcept {
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
SymbolCodes make_fixed_codes() noexcept {
  std::array<HuffmanCode, 288> all;
  for (std::size_t symbol = 0; symbol < all.size(); ++symbol)
    all[symbol].length = symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8;
  assign_huffman_bits(all);
  SymbolCodes codes;
  std::copy_n(all.begin(), codes.size(), codes.begin());
  return codes;
}

void write_stored(BitWriter& out, ByteView block, bool is_last) {
  do {
    const ByteView piece = block.first(std::min(block.size(), stored_limit));
    block = block.subspan(piece.size());
    out.put(is_last && block.empty() ? 1 : 0, 1);
    out.put(stored_block, 2);
    std::uint8_t* to = out.align();
    const auto size = static_cast<std::uint16_t>(piece.size());
    for (const unsigned number : {unsigned{size}, ~unsigned{size} & 0xffff}) {
      *to++ = static_cast<std::uint8_t>(number);
      *to++ = static_cast<std::uint8_t>(number >> 8);
    }
    out.go_on_at(std::copy(piece.begin(), piece.end(), to));
  } while (!block.empty());
}

}  // namespace

ByteView RunDeflater::compress(ByteView bytes) {
  const std::size_t blocks = parts_of(bytes.size(), block_limit);
  const std::size_t block_size = (bytes.size() + blocks - 1) / blocks;
  // No block is longer than one that is stored, in two pieces; zlib's two bytes before, four after.
  static_assert(block_limit <= 2 * stored_limit);
  const std::size_t bound = bytes.size() + 2 * blocks * (stored_overhead + 1) + 16;
  if (output_.size() < bound)
    output_.resize(bound);
  // Deflate with a 32 KiB window; the second byte makes the pair a multiple of 31 (RFC 1950, 2.2).
  output_[0] = 0x78;
  output_[1] = 0x01;
  BitWriter out(output_.data() + 2);
  ByteView left = bytes;
  int before = -1;
  do {
    const ByteView block = left.first(std::min(left.size(), block_size));
    left = left.subspan(block.size());
    write_block(out, block, before, left.empty());
    before = block.empty() ? before : block.back();
  } while (!left.empty());
  const auto sum = big_endian_bytes(libdeflate_adler32(1, bytes.data(), bytes.size()));
  const std::uint8_t* const end = std::copy(sum.begin(), sum.end(), out.align());
  return ByteView(output_.data(), end);
}

void RunDeflater::write_block(BitWriter& out, ByteView block, int before, bool is_last) {
  static const SymbolCodes fixed_codes = make_fixed_codes();
  constexpr unsigned fixed_distance_bits = 5, dynamic_distance_bits = 1;
  const std::span<const Run> runs = find_runs(block, before, path_, runs_);
  const Counts counts = count_symbols(block, runs);
  SymbolCodes codes;
  make_huffman_codes(counts, longest_code, codes);
  const CodeLengths lengths(codes);

  std::uint64_t matches = 0;
  for (std::size_t symbol = end_of_block + 1; symbol < counts.size(); ++symbol)
    matches += counts[symbol];
  const std::uint64_t dynamic_bits = lengths.bits() + bits_of_symbols(counts, codes);
  const std::uint64_t fixed_bits = bits_of_symbols(counts, fixed_codes) +
                                   (fixed_distance_bits - dynamic_distance_bits) * matches;
  const std::uint64_t pieces = parts_of(block.size(), stored_limit);
  const std::uint64_t stored_bits =
      8 * (block.size() + pieces * (stored_overhead - 1)) + 7 * pieces;

  if (stored_bits < std::min(dynamic_bits, fixed_bits)) {
    write_stored(out, block, is_last);
    return;
  }
  const bool is_fixed = fixed_bits < dynamic_bits;
  out.put(is_last ? 1 : 0, 1);
  out.put(is_fixed ? fixed_block : dynamic_block, 2);
  if (is_fixed) {
    write_symbols(out, {block, runs, fixed_codes, fixed_distance_bits}, path_);
  } else {
    lengths.write(out);
    write_symbols(out, {block, runs, codes, dynamic_distance_bits}, path_);
  }
}

}  // namespace noctis
