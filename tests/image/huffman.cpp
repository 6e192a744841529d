#include "image/huffman.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

#include "support/random.hpp"
#include "support/seed.hpp"

using namespace noctis;

namespace {

std::vector<HuffmanCode> codes_of(const std::vector<std::uint32_t>& counts, unsigned longest) {
  std::vector<HuffmanCode> codes(counts.size());
  make_huffman_codes(counts, longest, codes);
  return codes;
}

std::vector<unsigned> lengths_of(const std::vector<HuffmanCode>& codes) {
  std::vector<unsigned> lengths;
  for (const HuffmanCode& code : codes)
    lengths.push_back(code.length);
  return lengths;
}

// In units of the longest code there can be: a complete set has 2^15 of them.
std::uint32_t room_of(const std::vector<HuffmanCode>& codes) {
  std::uint32_t room = 0;
  for (const HuffmanCode& code : codes)
    if (code.length > 0)
      room += 1U << (15 - code.length);
  return room;
}

// The least that any code can take, by joining the two rarest over and over.
std::uint64_t least_bits(std::vector<std::uint64_t> counts) {
  std::uint64_t bits = 0;
  std::erase(counts, 0);
  while (counts.size() > 1) {
    std::sort(counts.rbegin(), counts.rend());
    const std::uint64_t joined = counts.back() + counts[counts.size() - 2];
    counts.pop_back();
    counts.back() = joined;
    bits += joined;
  }
  return bits;
}

}  // namespace

TEST_SUITE("image/huffman") {
  TEST_CASE("lengths give the codes of the standard's own example") {
    // RFC 1951, 3.2.2: ABCDEFGH of lengths 3 3 3 3 3 2 4 4 are 010 011 100 101 110 00 1110 1111.
    std::array<HuffmanCode, 8> codes = {};
    const unsigned lengths[] = {3, 3, 3, 3, 3, 2, 4, 4};
    for (std::size_t i = 0; i < codes.size(); ++i)
      codes[i].length = static_cast<std::uint8_t>(lengths[i]);
    assign_huffman_bits(codes);
    const unsigned turned_round[] = {0b010, 0b110, 0b001, 0b101, 0b011, 0b00, 0b0111, 0b1111};
    for (std::size_t i = 0; i < codes.size(); ++i)
      CHECK(codes[i].bits == turned_round[i]);
  }

  TEST_CASE("the rarest are longest") {
    CHECK(lengths_of(codes_of({1, 1, 2, 4, 0, 8}, 15)) == std::vector<unsigned>{4, 4, 3, 2, 0, 1});
  }

  TEST_CASE("one symbol has a bit, and so has another to make the set complete") {
    CHECK(lengths_of(codes_of({0, 0, 7}, 15)) == std::vector<unsigned>{1, 0, 1});
    CHECK(lengths_of(codes_of({7, 0, 0}, 15)) == std::vector<unsigned>{1, 1, 0});
    CHECK(lengths_of(codes_of({0, 0, 0}, 15)) == std::vector<unsigned>{0, 0, 0});
  }

  TEST_CASE("counts that grow as Fibonacci's numbers are cut, and the set stays complete") {
    std::vector<std::uint32_t> counts = {1, 1};
    while (counts.size() < 28)
      counts.push_back(counts.back() + counts[counts.size() - 2]);
    for (const unsigned longest : {5U, 7U, 14U, 15U}) {
      CAPTURE(longest);
      const auto codes = codes_of(counts, longest);
      CHECK(room_of(codes) == 1U << 15);
      for (const HuffmanCode& code : codes)
        CHECK(code.length <= longest);
    }
  }

  TEST_CASE("random counts: complete, no dearer than the best, and no code begins another") {
    test::Random random(test::first_seed());
    for (int round = 0; round < 300; ++round) {
      std::vector<std::uint32_t> counts(2 + random.below(300));
      for (auto& count : counts)
        count = random.one_in(3) ? 0 : random.below(1U << random.below(12));
      counts[0] = counts[1] = 1;
      const auto codes = codes_of(counts, 15);
      REQUIRE(room_of(codes) == 1U << 15);
      std::uint64_t bits = 0;
      for (std::size_t i = 0; i < counts.size(); ++i)
        bits += std::uint64_t{counts[i]} * codes[i].length;
      REQUIRE(bits == least_bits({counts.begin(), counts.end()}));
      for (const HuffmanCode& a : codes)
        for (const HuffmanCode& b : codes)
          if (&a != &b && a.length > 0 && b.length >= a.length)
            REQUIRE((b.bits & ((1U << a.length) - 1)) != a.bits);
    }
  }
}
