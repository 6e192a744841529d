// The lengths of an optimal code, found in place in a sorted array (Moffat and Katajainen,
// "In-Place Calculation of Minimum-Redundancy Codes", 1995), then shortened where they are too
// long: what that loses is a few bits a block.

#include "image/huffman.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>

namespace noctis {

namespace {

constexpr std::size_t most_symbols = 512;
constexpr unsigned longest_of_all = 15;
constexpr unsigned symbol_bits = 9;

// Rising counts become code lengths, the first ones longest.  Precondition: two at least.
void counts_to_lengths(std::span<std::uint32_t> a) noexcept {
  const std::size_t n = a.size();
  // Nodes of the tree take the places of those that they join; a node's place then holds its
  // parent.
  std::size_t leaf = 0;
  std::size_t root = 0;
  const auto take = [&](std::size_t next) {
    if (leaf >= n || (root < next && a[root] < a[leaf])) {
      const std::uint32_t count = a[root];
      a[root++] = static_cast<std::uint32_t>(next);
      return count;
    }
    return a[leaf++];
  };
  for (std::size_t next = 0; next + 1 < n; ++next) {
    const std::uint32_t first = take(next);
    a[next] = first + take(next);
  }
  // Parents become depths, from the root down.
  a[n - 2] = 0;
  for (std::size_t next = n - 2; next-- > 0;)
    a[next] = a[a[next]] + 1;
  // Depths of inner nodes become those of leaves.
  std::size_t places = 1;
  std::size_t used = 0;
  std::uint32_t depth = 0;
  std::size_t inner = n - 1;  // one beyond the next inner node
  std::size_t next = n;
  while (places > 0) {
    while (inner > 0 && a[inner - 1] == depth) {
      ++used;
      --inner;
    }
    for (; places > used; --places)
      a[--next] = depth;
    places = 2 * used;
    used = 0;
    ++depth;
  }
}

// How many symbols have each length, none of them beyond `longest`, and the set still complete
// (RFC 1951, 3.2.2): each too long code is cut, and for the room that takes shorter ones grow.
void cut_lengths(std::span<std::uint32_t> of_length, unsigned longest) noexcept {
  for (std::size_t length = longest + 1; length < of_length.size(); ++length) {
    of_length[longest] += of_length[length];
    of_length[length] = 0;
  }
  std::uint64_t room = 0;
  for (unsigned length = 1; length <= longest; ++length)
    room += std::uint64_t{of_length[length]} << (longest - length);
  for (; room > std::uint64_t{1} << longest; --room) {
    unsigned shorter = longest - 1;
    while (of_length[shorter] == 0)
      --shorter;
    --of_length[shorter];
    of_length[shorter + 1] += 2;
    --of_length[longest];
  }
}

// All sixteen: neighbours change places, pairs of them, fours, bytes.  Then down to where they
// were.
std::uint16_t turned_round(std::uint32_t bits, unsigned length) noexcept {
  bits = (bits & 0x5555) << 1 | (bits >> 1 & 0x5555);
  bits = (bits & 0x3333) << 2 | (bits >> 2 & 0x3333);
  bits = (bits & 0x0f0f) << 4 | (bits >> 4 & 0x0f0f);
  bits = (bits & 0x00ff) << 8 | bits >> 8;
  return static_cast<std::uint16_t>(bits >> (16 - length));
}

using Counted = std::array<std::uint32_t, most_symbols>;  // each a count and its symbol below it

constexpr std::uint32_t symbol_of(std::uint32_t counted) noexcept {
  return counted & ((1U << symbol_bits) - 1);
}

// The first `n` by their counts, eight bits of these a pass; equal ones stay in their order.
void sort_by_count(Counted& counted, std::size_t n) noexcept {
  constexpr unsigned digit_bits = 8;
  std::uint32_t all = 0;
  for (std::size_t i = 0; i < n; ++i)
    all |= counted[i];
  Counted other;
  for (unsigned shift = symbol_bits; shift < 32 && all >> shift != 0; shift += digit_bits) {
    const auto digit_of = [shift](std::uint32_t each) {
      return each >> shift & ((1U << digit_bits) - 1);
    };
    std::array<std::uint16_t, 1U << digit_bits> place = {};  // of the next that has this digit
    for (std::size_t i = 0; i < n; ++i)
      ++place[digit_of(counted[i])];
    std::exclusive_scan(place.begin(), place.end(), place.begin(), std::uint16_t{0});
    for (std::size_t i = 0; i < n; ++i)
      other[place[digit_of(counted[i])]++] = counted[i];
    std::copy_n(other.begin(), n, counted.begin());
  }
}

}  // namespace

void assign_huffman_bits(std::span<HuffmanCode> codes) noexcept {
  // next[n]: first the number of codes one bit shorter, then the next code of n bits.
  std::array<std::uint32_t, longest_of_all + 2> next = {};
  for (const HuffmanCode& code : codes)
    if (code.length > 0)
      ++next[code.length + 1U];
  for (unsigned length = 1; length < next.size(); ++length)
    next[length] = (next[length - 1] + next[length]) << 1;
  for (HuffmanCode& code : codes)
    if (code.length > 0)
      code.bits = turned_round(next[code.length]++, code.length);
}

void make_huffman_codes(std::span<const std::uint32_t> counts, unsigned longest,
                        std::span<HuffmanCode> codes) noexcept {
  std::fill(codes.begin(), codes.end(), HuffmanCode{});
  Counted sorted;
  std::size_t n = 0;
  for (std::size_t symbol = 0; symbol < counts.size(); ++symbol)
    if (counts[symbol] > 0)
      sorted[n++] = counts[symbol] << symbol_bits | static_cast<std::uint32_t>(symbol);
  if (n == 0)
    return;
  if (n == 1) {
    const std::size_t only = symbol_of(sorted[0]);
    codes[only].length = 1;
    codes[only == 0 ? 1 : 0].length = 1;
    assign_huffman_bits(codes);
    return;
  }
  sort_by_count(sorted, n);
  std::array<std::uint32_t, most_symbols> lengths;
  for (std::size_t i = 0; i < n; ++i)
    lengths[i] = sorted[i] >> symbol_bits;
  counts_to_lengths(std::span(lengths).first(n));

  std::array<std::uint32_t, most_symbols> of_length = {};
  for (std::size_t i = 0; i < n; ++i)
    ++of_length[lengths[i]];
  cut_lengths(of_length, longest);
  std::size_t i = 0;
  for (unsigned length = longest; length > 0; --length)
    for (std::uint32_t count = of_length[length]; count > 0; --count)
      codes[symbol_of(sorted[i++])].length = static_cast<std::uint8_t>(length);
  assign_huffman_bits(codes);
}

}  // namespace noctis
