// What is common to those who write sixty-four literals at once: their steps, and the last of each.
// Only symbol_writer_avx512.cpp and symbol_writer_vbmi.cpp include this.

#pragma once

#include <immintrin.h>

#include <cstddef>
#include <cstdint>

#include "image/bit_writer.hpp"
#include "image/huffman.hpp"

namespace noctis::symbol_writer {

namespace {

struct alignas(64) EightNumbers {
  [[gnu::always_inline]] explicit EightNumbers(__m512i all) noexcept {
    _mm512_store_si512(of, all);
  }
  std::uint64_t of[8];
};

/// The codes of four literals in each lane of 64 bits, and how many bits they are together.
struct Fours {
  __m512i bits, length;
};

/// Lane by lane the codes of eight literals, the first of their fours and then the second; as many
/// lanes as `count` literals take.
[[gnu::always_inline]] inline void write_eights(BitWriter& out, const Fours& first,
                                                const Fours& second, std::size_t count) noexcept {
  const __m512i length = _mm512_add_epi64(first.length, second.length);
  const std::size_t eights = (count + 7) / 8;
  constexpr int most_at_once = 56;
  if (_mm512_cmpgt_epu64_mask(length, _mm512_set1_epi64(most_at_once)) == 0) [[likely]] {
    const EightNumbers bits(
        _mm512_or_si512(first.bits, _mm512_sllv_epi64(second.bits, first.length)));
    const EightNumbers lengths(length);
    for (std::size_t i = 0; i < eights; ++i)
      out.put(bits.of[i], static_cast<unsigned>(lengths.of[i]));
    return;
  }
  const EightNumbers a(first.bits), a_lengths(first.length);
  const EightNumbers b(second.bits), b_lengths(second.length);
  for (std::size_t i = 0; i < eights; ++i) {
    out.put(a.of[i], static_cast<unsigned>(a_lengths.of[i]));
    out.put(b.of[i], static_cast<unsigned>(b_lengths.of[i]));
  }
}

/// Literals, as written() asks for them, of `Step`, which is made of the codes and writes up to 64.
template <class Step>
class InSixtyFours {
 public:
  explicit InSixtyFours(const HuffmanCode* codes) noexcept : step_(codes) {}

  [[gnu::always_inline]] void write(BitWriter& out, const std::uint8_t* next,
                                    const std::uint8_t* end) const noexcept {
    if (next == end)
      return;
    for (; end - next > 64; next += 64)
      step_.write_up_to_64(out, next, 64);
    step_.write_up_to_64(out, next, static_cast<std::size_t>(end - next));
  }

 private:
  Step step_;
};

}  // namespace

}  // namespace noctis::symbol_writer
