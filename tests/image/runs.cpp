#include "image/runs.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "support/random.hpp"
#include "support/seed.hpp"

using namespace noctis;

namespace {

// By looking at each byte.
std::vector<std::pair<std::size_t, std::size_t>> runs_one_by_one(const Bytes& bytes, int before) {
  std::vector<std::pair<std::size_t, std::size_t>> runs;
  for (std::size_t i = 0; i < bytes.size();) {
    std::size_t end = i;
    while (end < bytes.size() && bytes[end] == before)
      ++end;
    if (end - i >= 3)
      runs.emplace_back(i, end - i);
    if (end == i)
      before = bytes[end++];
    i = end;
  }
  return runs;
}

void check(const Bytes& bytes, int before) {
  const auto expected = runs_one_by_one(bytes, before);
  for (const VectorPath path : vector_paths()) {
    CAPTURE(name_of(path));
    std::vector<Run> runs;
    find_runs(bytes, before, path, runs);
    REQUIRE(runs.size() == expected.size());
    for (std::size_t i = 0; i < runs.size(); ++i) {
      REQUIRE(runs[i].begin == expected[i].first);
      REQUIRE(runs[i].length == expected[i].second);
    }
  }
}

}  // namespace

TEST_SUITE("image/runs") {
  TEST_CASE("a run begins at the second of equal bytes, and three repetitions make one") {
    std::vector<Run> runs;
    find_runs(Bytes{7, 5, 5, 5, 5, 6, 6, 6}, -1, VectorPath::scalar, runs);
    REQUIRE(runs.size() == 1);
    CHECK(runs[0].begin == 2);
    CHECK(runs[0].length == 3);
  }

  TEST_CASE("the byte before the first one counts") {
    for (const int before : {-1, 0, 9})
      for (std::size_t length = 0; length < 6; ++length)
        check(Bytes(length, 9), before);
  }

  TEST_CASE("a run anywhere, of any length, is found on every path") {
    for (std::size_t begin = 0; begin < 70; ++begin)
      for (std::size_t length = 1; length < 70; ++length) {
        Bytes bytes;
        while (bytes.size() < 140)
          bytes.push_back(static_cast<std::uint8_t>(bytes.size()));
        std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(begin), length, 200);
        check(bytes, -1);
      }
  }

  TEST_CASE("random bytes of few values: every path finds the same") {
    test::Random random(test::first_seed());
    for (int round = 0; round < 2000; ++round) {
      Bytes bytes(random.below(200));
      const std::uint32_t values = 1 + random.below(4);
      for (auto& byte : bytes)
        byte = static_cast<std::uint8_t>(random.below(values));
      check(bytes, static_cast<int>(random.below(4)) - 1);
    }
  }
}
