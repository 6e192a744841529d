#include "htj2k/cleanup_pass.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace noctis::htj2k {

namespace {

// In a pattern of four.
constexpr std::array<std::uint8_t, 16> ones_of = {0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4};

// Whether a sample of a quad is significant, as 0 or 1: of two columns, each from top to bottom.
constexpr unsigned upper_left(QuadSymbol symbol) {
  return symbol.significant() & 1;
}
constexpr unsigned lower_left(QuadSymbol symbol) {
  return symbol.significant() >> 1 & 1;
}
constexpr unsigned upper_right(QuadSymbol symbol) {
  return symbol.significant() >> 2 & 1;
}
constexpr unsigned lower_right(QuadSymbol symbol) {
  return symbol.significant() >> 3 & 1;
}

// What is significant around a quad is hard to foretell: no branch hangs on it.

/// 15444-15 7.3.5: of a quad in the first row, by the one before.
constexpr unsigned initial_context(QuadSymbol before) {
  return upper_left(before) | lower_left(before) | upper_right(before) << 1 |
         lower_right(before) << 2;
}

/// Of one in another row, by that before and the quads above…
constexpr unsigned context(QuadSymbol before, unsigned above) {
  return above | (upper_right(before) | lower_right(before)) << 1;
}
/// … of which it is the one in the middle.
constexpr unsigned context_above(const QuadSymbol* above) {
  return lower_right(above[-1]) | lower_left(above[0]) |
         (lower_right(above[0]) | lower_left(above[1])) << 2;
}

/// Where the parts of a cleanup pass are (15444-15 7.1.2).
struct Parts {
  ByteView magnitudes, mel, symbols;
  unsigned first_symbol_bits = 0;
};

Result<Parts> parts_of(ByteView bytes) {
  const std::size_t length = bytes.size();
  const std::size_t suffix = bytes[length - 1] * std::size_t{16} + (bytes[length - 2] & 15U);
  if (suffix < 2 || suffix > std::min<std::size_t>(length, 4079))
    return failure(ErrorKind::malformed, "an HTJ2K code-block of {} bytes has {} of symbols",
                   length, suffix);
  const ByteView behind = bytes.last(suffix);
  return Parts{bytes.first(length - suffix), behind, behind.first(suffix - 2),
               bytes[length - 2] / 16U};
}

}  // namespace

template <bool initial>
void CleanupPass::read_symbols(MelDecoder& mel, std::size_t quads) {
  const QuadSymbols& table = initial ? initial_row_symbols : other_row_symbols;
  if constexpr (!initial)
    for (std::size_t quad = 0; quad < quads; ++quad)
      contexts_above_[quad] = static_cast<std::uint16_t>(context_above(symbols_above_ + quad));
  QuadSymbol* const symbols = symbols_;
  QuadSymbol before;
  std::size_t at = symbol_at_;
  for (std::size_t quad = 0; quad < quads; quad += 2) {
    std::uint64_t next = symbol_bits_.at(at);
    const auto read_symbol = [&](std::size_t i) {
      const unsigned is = initial ? initial_context(before) : context(before, contexts_above_[i]);
      if (is == 0 && !mel.next())
        return QuadSymbol();
      const QuadSymbol symbol = table[is << 7 | (next & 127)];
      next >>= symbol.length();
      at += symbol.length();
      return symbol;
    };
    const QuadSymbol first = before = read_symbol(quad);
    const QuadSymbol second = before = quad + 1 < quads ? read_symbol(quad + 1) : QuadSymbol();
    symbols[quad] = first;
    symbols[quad + 1] = second;

    auto mode = static_cast<OffsetMode>(first.has_offset() | second.has_offset() << 1);
    if (initial && mode == OffsetMode::both)
      mode = mel.next() ? OffsetMode::both_large_initial : OffsetMode::both_initial;
    const OffsetPair& pair = offset_pairs[static_cast<std::size_t>(mode) << 6 | (next & 63)];
    at += pair.length;  // where the next pair's bits are is what all waits for
    const auto suffixes = static_cast<unsigned>(next >> pair.prefix_length);
    offsets_[quad] = static_cast<std::uint8_t>(pair.offset + (suffixes & pair.suffix_mask));
    offsets_[quad + 1] = static_cast<std::uint8_t>(
        pair.offset_2 + (suffixes >> pair.suffix_length & pair.suffix_mask_2));
  }
  symbols[(quads + 1) / 2 * 2] = QuadSymbol();
  symbol_at_ = at;
}

/// U of each quad (15444-15 7.3.7), and where its bits begin.
template <bool initial>
unsigned CleanupPass::read_exponents(std::size_t quads) {
  std::size_t at = magnitude_at_;
  unsigned greatest = 0;
  for (std::size_t quad = 0; quad < (quads + 1) / 2 * 2; ++quad) {
    const unsigned significant = symbols_[quad].significant();
    unsigned exponent = offsets_[quad] + 1U;
    if constexpr (!initial) {
      // The greatest of the samples above, and beside those, of which one may be 0.
      const std::uint32_t* const above = sizes_.data() + 1 + 2 * quad;
      const unsigned size = std::bit_width(above[-1] | above[0] | above[1] | above[2] | 1);
      const bool has_several = (significant & (significant - 1)) != 0;
      exponent += has_several ? std::max(size, 2U) - 2 : 0;
    }
    greatest = std::max(greatest, exponent);
    exponents_[quad] = static_cast<std::uint8_t>(exponent);
    positions_[quad] = static_cast<std::uint32_t>(at);
    at += ones_of[significant] * exponent - ones_of[symbols_[quad].known()];
  }
  magnitude_at_ = at;
  return greatest;
}

/// Of the row of quads that begins with a row of the block.
bool CleanupPass::has_significant_outside(const BlockOut& out, std::size_t row) const {
  unsigned outside = 0;
  const std::size_t quads = (out.columns + 1) / 2;
  if (out.columns % 2 != 0)
    outside |= upper_right(symbols_[quads - 1]) | lower_right(symbols_[quads - 1]);
  if (row + 1 == out.rows)
    for (std::size_t quad = 0; quad < quads; ++quad)
      outside |= lower_left(symbols_[quad]) | lower_right(symbols_[quad]);
  return outside != 0;
}

Result<> CleanupPass::decode(ByteView bytes, unsigned magnitude_bits, const BlockOut& out) {
  const auto parts = parts_of(bytes);
  if (!parts)
    return failure(parts);
  // MEL's ones and those of the symbols can meet there; OpenJPEG has its own view of that.
  if (parts->first_symbol_bits == 15)
    return failure(ErrorKind::unsupported, "an HTJ2K code-block whose symbols begin with ones");
  if (!magnitude_bits_.take_forward(parts->magnitudes) ||
      !symbol_bits_.take_backward(parts->symbols, parts->first_symbol_bits))
    return failure(ErrorKind::malformed, "an HTJ2K code-block has a 1 for a stuffed bit");
  MelDecoder mel(parts->mel);
  magnitude_at_ = symbol_at_ = 0;
  symbols_ = symbol_rows_[0].data() + 1;
  symbols_above_ = symbol_rows_[1].data() + 1;

  const std::size_t quads = (out.columns + 1) / 2;
  const std::size_t pairs = (quads + 1) / 2;
  sizes_[0] = sizes_[1 + 4 * pairs] = sizes_[2 + 4 * pairs] = 0;
  for (std::size_t row = 0; row < out.rows; row += 2) {
    if (row == 0)
      read_symbols<true>(mel, quads);
    else
      read_symbols<false>(mel, quads);
    if (has_significant_outside(out, row))
      return failure(ErrorKind::malformed, "an HTJ2K code-block has samples outside it");
    const unsigned greatest = row == 0 ? read_exponents<true>(quads) : read_exponents<false>(quads);
    // OpenJPEG decides on one more, of magnitudes that use the guard bits up; an encoder may leave
    // out a last byte of ones.
    if (greatest > magnitude_bits || symbol_at_ > symbol_bits_.count() ||
        magnitude_at_ > magnitude_bits_.count() + 8)
      return failure(ErrorKind::unsupported, "an HTJ2K code-block beyond its bits");
    std::int32_t* const upper = out.first + row * out.stride;
    kernel_.read_magnitudes(
        {pairs, symbols_, exponents_.data(), positions_.data(), magnitude_bits_.data()},
        {upper, upper + out.stride, sizes_.data() + 1});
    std::swap(symbols_, symbols_above_);
  }
  return {};
}

}  // namespace noctis::htj2k
