#include "image/symbol_writer.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

#include "support/random.hpp"
#include "support/seed.hpp"

using namespace noctis;

namespace {

// One bit after the other.
class Bits {
 public:
  void put(std::uint64_t bits, unsigned count) {
    for (unsigned i = 0; i < count; ++i, ++count_) {
      if (count_ % 8 == 0)
        bytes_.push_back(0);
      bytes_.back() |= static_cast<std::uint8_t>((bits >> i & 1) << count_ % 8);
    }
  }
  [[nodiscard]] const Bytes& bytes() const { return bytes_; }

 private:
  Bytes bytes_;
  unsigned count_ = 0;
};

Bytes one_by_one(const BlockSymbols& block) {
  Bits out;
  const auto put = [&](std::size_t symbol) {
    out.put(block.codes[symbol].bits, block.codes[symbol].length);
  };
  std::uint32_t at = 0;
  const auto put_literals = [&](std::uint32_t end) {
    while (at < end)
      put(block.bytes[at++]);
  };
  for (const Run& run : block.runs) {
    put_literals(run.begin);
    while (run.end - at >= shortest_match) {
      const std::uint32_t length = std::min(run.end - at, longest_match);
      const LengthSymbol symbol = length_symbol_of[length];
      put(symbol.symbol);
      out.put(symbol.extra, symbol.extra_bits);
      out.put(0, block.distance_bits);
      at += length;
    }
  }
  put_literals(static_cast<std::uint32_t>(block.bytes.size()));
  put(end_of_block);
  return out.bytes();
}

Bytes written(const BlockSymbols& block, VectorPath path) {
  Bytes bytes(2 * block.bytes.size() + 100);
  BitWriter out(bytes.data());
  write_symbols(out, block, path);
  bytes.resize(static_cast<std::size_t>(out.align() - bytes.data()));
  return bytes;
}

// Codes of `shortest` bits to `longest`: what writes them does not ask whether they can be told
// apart.
SymbolCodes codes_between(unsigned shortest, unsigned longest, test::Random& random) {
  SymbolCodes codes;
  for (HuffmanCode& code : codes) {
    code.length = static_cast<std::uint8_t>(shortest + random.below(longest - shortest + 1));
    code.bits = static_cast<std::uint16_t>(random.below(1U << code.length));
  }
  return codes;
}

}  // namespace

TEST_SUITE("image/symbol_writer") {
  TEST_CASE("symbols are written one behind the other, on every path") {
    test::Random random(test::first_seed());
    for (int round = 0; round < 1500; ++round) {
      const unsigned shortest = 1 + random.below(longest_code);
      const unsigned longest = shortest + random.below(longest_code - shortest + 1);
      const SymbolCodes codes = codes_between(shortest, longest, random);
      Bytes bytes(random.below(700));
      for (std::uint8_t& byte : bytes)
        byte = static_cast<std::uint8_t>(random());
      std::vector<Run> runs;
      std::uint32_t at = 0;
      while (true) {
        const std::uint32_t begin = at + 1 + random.below(random.below(4) == 0 ? 200 : 12);
        const std::uint32_t end = begin + 1 + random.below(random.below(4) == 0 ? 600 : 12);
        if (end > bytes.size())
          break;
        runs.push_back({begin, end});
        at = end;
      }
      const BlockSymbols block{bytes, runs, codes, 1 + 4 * random.below(2)};
      const Bytes expected = one_by_one(block);
      for (const VectorPath path : vector_paths()) {
        CAPTURE(name_of(path));
        REQUIRE(written(block, path) == expected);
      }
    }
  }

  TEST_CASE("codes of any one length, and their ends anywhere in a byte") {
    test::Random random(1);
    for (unsigned length = 1; length <= longest_code; ++length)
      for (std::size_t size = 0; size < 140; ++size) {
        const SymbolCodes codes = codes_between(length, length, random);
        Bytes bytes(size);
        for (std::uint8_t& byte : bytes)
          byte = static_cast<std::uint8_t>(random());
        const BlockSymbols block{bytes, {}, codes, 1};
        for (const VectorPath path : vector_paths())
          REQUIRE(written(block, path) == one_by_one(block));
      }
  }
}
