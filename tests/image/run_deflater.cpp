#include "image/run_deflater.hpp"

#include <algorithm>
#include <bit>
#include <vector>

#include <zlib.h>

#include <doctest/doctest.h>

#include "image/match_deflater.hpp"
#include "support/random.hpp"

using namespace noctis;

namespace {

// By zlib, which checks header and checksum.
Bytes inflated(ByteView stream, std::size_t size) {
  Bytes bytes(size + 1);
  uLongf length = bytes.size();
  REQUIRE(uncompress(bytes.data(), &length, stream.data(), stream.size()) == Z_OK);
  bytes.resize(length);
  return bytes;
}

std::vector<Bytes> inputs() {
  test::Random random(7);
  std::vector<Bytes> all = {{}, {42}, Bytes(100000, 0)};
  Bytes noise(300000);
  for (std::uint8_t& byte : noise)
    byte = static_cast<std::uint8_t>(random());
  all.push_back(noise);
  Bytes few(200000);
  for (std::uint8_t& byte : few)
    byte = static_cast<std::uint8_t>(random() % 3);
  all.push_back(few);
  Bytes runs;
  while (runs.size() < 250000)
    runs.insert(runs.end(), 1 + random.below(random.below(8) == 0 ? 700 : 12),
                static_cast<std::uint8_t>(random.below(20)));
  all.push_back(runs);
  Bytes long_codes(200000);  // but shorter than eight bits
  for (std::uint8_t& byte : long_codes)
    byte = static_cast<std::uint8_t>(random.below(200));
  all.push_back(long_codes);
  return all;
}

}  // namespace

TEST_SUITE("image/run_deflater") {
  TEST_CASE("zlib reads back what either deflater makes, stream after stream") {
    RunDeflater runs;
    MatchDeflater fast(1), small(12);
    for (int round = 0; round < 2; ++round)
      for (const Bytes& input : inputs()) {
        CHECK(inflated(runs.compress(input), input.size()) == input);
        CHECK(inflated(fast.compress(input), input.size()) == input);
        CHECK(inflated(small.compress(input), input.size()) == input);
      }
  }

  TEST_CASE("every path makes the same stream") {
    for (const Bytes& input : inputs()) {
      RunDeflater scalar(VectorPath::scalar);
      const ByteView expected = scalar.compress(input);
      for (const VectorPath path : vector_paths()) {
        CAPTURE(name_of(path));
        RunDeflater deflater(path);
        const ByteView stream = deflater.compress(input);
        CHECK(std::equal(stream.begin(), stream.end(), expected.begin(), expected.end()));
      }
    }
  }

  TEST_CASE(
      "a stream that ends anywhere about the size of a block or of what one stores is whole") {
    test::Random random(3);
    Bytes noise(2 * 98304 + 40);
    for (std::uint8_t& byte : noise)
      byte = static_cast<std::uint8_t>(random());
    RunDeflater runs;
    for (const std::size_t about : {65535U, 98304U, 2U * 65535U, 2U * 98304U})
      for (std::size_t size = about - 30; size < about + 30; ++size) {
        const ByteView bytes(noise.data(), size);
        const ByteView stream = runs.compress(bytes);
        CHECK(stream.size() <= size + 64);  // stored
        REQUIRE(inflated(stream, size) == Bytes(bytes.begin(), bytes.end()));
      }
  }

  TEST_CASE("codes of every length: literals between runs, however many") {
    // Each value twice as often as the next; of the rare ones the codes are as long as can be.
    test::Random random(5);
    Bytes bytes;
    RunDeflater runs;
    for (int round = 0; round < 40000; ++round) {
      const auto literals = 1 + random.below(9);
      for (std::uint32_t i = 0; i < literals; ++i)
        bytes.push_back(static_cast<std::uint8_t>(
            std::min<int>(std::countr_zero(random() | 1U << 17), 17) * 13));
      if (random.below(8) == 0)
        bytes.insert(bytes.end(), random.below(600), static_cast<std::uint8_t>(random.below(4)));
    }
    CHECK(inflated(runs.compress(bytes), bytes.size()) == bytes);
    for (std::size_t size = 0; size < 300; ++size) {
      const ByteView part(bytes.data(), size);
      REQUIRE(inflated(runs.compress(part), size) == Bytes(part.begin(), part.end()));
    }
  }

  TEST_CASE("a run costs next to nothing") {
    RunDeflater runs;
    CHECK(runs.compress(Bytes(100000, 9)).size() < 200);
  }
}
