#include "base/time.hpp"

#include <cstdint>
#include <limits>

#include <doctest/doctest.h>

using namespace noctis;

TEST_SUITE("base/time") {
  TEST_CASE(
      "a time is told in UTC to the second that has begun, leap days and all years included") {
    constexpr std::int64_t second = 1'000'000'000;
    CHECK(to_rfc3339(0) == "1970-01-01T00:00:00Z");
    CHECK(to_rfc3339(951'782'400 * second) == "2000-02-29T00:00:00Z");
    CHECK(to_rfc3339(4'107'542'399 * second + 999'999'999) == "2100-02-28T23:59:59Z");
    CHECK(to_rfc3339(4'107'542'400 * second) == "2100-03-01T00:00:00Z");
    CHECK(to_rfc3339(-1) == "1969-12-31T23:59:59Z");
    CHECK(to_rfc3339(std::numeric_limits<std::int64_t>::max()) == "2262-04-11T23:47:16Z");
    CHECK(to_rfc3339(std::numeric_limits<std::int64_t>::min()) == "1677-09-21T00:12:43Z");
  }
}
