#include "phantom/random.hpp"

#include <cstdint>

#include <doctest/doctest.h>

using namespace noctis::phantom;

TEST_SUITE("phantom/random") {
  TEST_CASE("mix is SplitMix64's: its first numbers from seed 0 are those of its authors") {
    // The reference program's state steps by the same constant that mix adds.
    CHECK(mix(0) == 0xe220a8397b1dcdafU);
    CHECK(mix(0x9e3779b97f4a7c15U) == 0x6e789e6aa1b965f4U);
    CHECK(mix(2 * 0x9e3779b97f4a7c15U) == 0x06c45d188009454fU);
  }

  TEST_CASE("both ends of a range come up, and nothing beyond them") {
    bool low = false;
    bool high = false;
    for (std::uint64_t i = 0; i < 200; ++i) {
      const auto number = chance_between(7, i, -3, 4);
      REQUIRE(number >= -3);
      REQUIRE(number <= 4);
      low = low || number == -3;
      high = high || number == 4;
    }
    CHECK(low);
    CHECK(high);
  }

  TEST_CASE("the noise has a mean of 0 and a deviation of 64") {
    std::int64_t sum = 0;
    std::int64_t squares = 0;
    constexpr std::int64_t count = 100000;
    for (std::uint64_t i = 0; i < count; ++i) {
      const std::int64_t value = normal_64(1, i);
      sum += value;
      squares += value * value;
    }
    CHECK(sum / count == 0);
    CHECK(squares / count > 63 * 63);
    CHECK(squares / count < 65 * 65);
  }
}
