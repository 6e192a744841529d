#include "image/run_deflater.hpp"

#include <algorithm>
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

  TEST_CASE("a stream that ends anywhere about a power of two is whole") {
    test::Random random(3);
    Bytes noise;
    while (noise.size() < 65600) {
      noise.push_back(static_cast<std::uint8_t>(random()));
      if (noise.size() > 65490)
        REQUIRE(inflated(RunDeflater().compress(noise), noise.size()) == noise);
    }
  }

  TEST_CASE("a run costs next to nothing") {
    RunDeflater runs;
    CHECK(runs.compress(Bytes(100000, 9)).size() < 200);
  }
}
