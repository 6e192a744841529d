#include "image/runs.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

#include "support/random.hpp"
#include "support/seed.hpp"

using namespace noctis;

namespace {

// By looking at each byte.
std::vector<Run> runs_one_by_one(const Bytes& bytes, int before) {
  std::vector<Run> runs;
  std::uint32_t begin = 0;
  for (std::uint32_t i = 0; i <= bytes.size(); ++i)
    if (i == bytes.size() || bytes[i] != (i == 0 ? before : bytes[i - 1])) {
      if (i - begin >= shortest_run)
        runs.push_back({begin, i});
      begin = i + 1;
    }
  return runs;
}

void check(const Bytes& bytes, int before) {
  const auto expected = runs_one_by_one(bytes, before);
  for (const VectorPath path : vector_paths()) {
    CAPTURE(name_of(path));
    std::vector<Run> room;
    const auto runs = find_runs(bytes, before, path, room);
    REQUIRE(std::vector<Run>(runs.begin(), runs.end()) == expected);
  }
}

}  // namespace

TEST_SUITE("image/runs") {
  TEST_CASE("a run begins at the second of equal bytes, and eight repetitions make one") {
    Bytes bytes = {7};
    bytes.insert(bytes.end(), 9, 5);
    bytes.insert(bytes.end(), 8, 6);
    std::vector<Run> room;
    const auto runs = find_runs(bytes, -1, VectorPath::scalar, room);
    REQUIRE(runs.size() == 1);
    CHECK(runs[0] == Run{2, 10});
  }

  TEST_CASE("the byte before the first one counts") {
    for (const int before : {-1, 0, 9})
      for (std::size_t length = 0; length < 200; ++length)
        for (const std::uint8_t byte : {std::uint8_t{9}, std::uint8_t{255}})
          check(Bytes(length, byte), before);
  }

  TEST_CASE("what the room held before says nothing") {
    std::vector<Run> room;
    REQUIRE(find_runs(Bytes(1000, 1), -1, VectorPath::scalar, room).size() == 1);
    CHECK(find_runs(Bytes{1, 2, 3}, -1, VectorPath::scalar, room).empty());
    CHECK(find_runs({}, -1, VectorPath::scalar, room).empty());
  }

  TEST_CASE("a run anywhere, of any length, is found on every path") {
    for (std::size_t begin = 0; begin < 70; ++begin)
      for (std::size_t length = 1; length < 140; ++length) {
        Bytes bytes;
        while (bytes.size() < 212)
          bytes.push_back(static_cast<std::uint8_t>(bytes.size()));
        std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(begin), length, 200);
        check(bytes, -1);
      }
  }

  TEST_CASE("random repetitions: every path finds the same") {
    test::Random random(test::first_seed());
    for (int round = 0; round < 5000; ++round) {
      Bytes bytes;
      const std::uint32_t longest = 1 + random.below(90);
      const std::size_t size = random.below(400);
      while (bytes.size() < size)
        bytes.insert(bytes.end(), 1 + random.below(longest),
                     static_cast<std::uint8_t>(random.below(3)));
      bytes.resize(size);
      check(bytes, static_cast<int>(random.below(4)) - 1);
    }
  }
}
