// The codes of four literals are put together by shifts of words before they are written.

#include "image/symbol_writer.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

#include "image/symbol_writer_kernel.hpp"

namespace noctis {

namespace {

constexpr std::size_t literals = 256;

// A literal's code as it is written: its bits on top of a word, its length at the bottom.  A shift
// by such a word is one by its length, and the lowest byte of a sum of them is all their lengths.
using Literal = std::uint64_t;

Literal literal_of(HuffmanCode code) noexcept {
  return code.length > 0 ? std::uint64_t{code.bits} << (64 - code.length) | code.length : 0;
}

// The bits of `first`, which move down, and those of `next` above them.  What is below them all is
// anything.
[[gnu::always_inline]] inline std::uint64_t then(std::uint64_t first, Literal next) noexcept {
  return first >> (next & 63) | next;
}

// What writes is inlined into each function that does so, and takes the instructions that it may
// take: a shift by a variable is three steps without BMI2, and one with it.
class LiteralsByFours {
 public:
  explicit LiteralsByFours(const HuffmanCode* codes) noexcept {
    for (std::size_t value = 0; value < literals; ++value)
      literals_[value] = literal_of(codes[value]);
  }

  [[gnu::always_inline]] void write(BitWriter& out, const std::uint8_t* next,
                                    const std::uint8_t* end) const noexcept {
    for (; end - next >= 4; next += 4)
      write_four(out, literals_[next[0]], literals_[next[1]], literals_[next[2]],
                 literals_[next[3]]);
    if (next == end)
      return;
    // Without a branch for each: between two runs there are few, and how many cannot be foretold.
    const auto left = end - next;
    const Literal middle = literals_[next[left / 2]];
    const Literal last = literals_[end[-1]];
    write_four(out, literals_[next[0]], left > 2 ? middle : 0, left > 1 ? last : 0, 0);
  }

 private:
  [[gnu::always_inline]] static void write_four(BitWriter& out, Literal a, Literal b, Literal c,
                                                Literal d) noexcept {
    static_assert(4 * longest_code + 8 <= 64);
    const std::uint64_t lengths = a + b + c + d;
    out.put(then(then(then(a, b), c), d) >> (-lengths & 63), lengths & 0xff);
  }

  std::array<Literal, literals> literals_;
};

#if defined(__x86_64__)
[[gnu::target("bmi,bmi2")]] BitWriter written_with_bmi2(BitWriter out,
                                                        const symbol_writer::Block& block) {
  return symbol_writer::written<LiteralsByFours>(out, block);
}
#endif

}  // namespace

void write_symbols(BitWriter& out, const BlockSymbols& block, VectorPath path) {
  const symbol_writer::Block plain = {block.bytes.data(), block.bytes.data() + block.bytes.size(),
                                      block.runs.data(),  block.runs.data() + block.runs.size(),
                                      block.codes.data(), length_symbol_of.data(),
                                      block.distance_bits};
#if defined(__x86_64__)
  if (path >= VectorPath::vbmi) {
    out = symbol_writer::written_with_vbmi(out, plain);
    return;
  }
  if (path >= VectorPath::avx512) {
    out = symbol_writer::written_with_avx512(out, plain);
    return;
  }
  if (path >= VectorPath::avx2) {
    out = written_with_bmi2(out, plain);
    return;
  }
#endif
  out = symbol_writer::written<LiteralsByFours>(out, plain);
}

}  // namespace noctis
