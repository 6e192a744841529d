#include "display/lookup.hpp"

#include <cmath>

#include "display/frames.hpp"

using namespace noctis;
using test::table_of;

TEST_SUITE("display/lookup") {
  TEST_CASE("R7: values below and above the table take its first and last entry") {
    const LookupTable table = table_of(-2, 16, {10, 20, 30});
    CHECK(entry_for(table, -3) == 10);
    CHECK(entry_for(table, -2) == 10);
    CHECK(entry_for(table, -1) == 20);
    CHECK(entry_for(table, 0) == 30);
    CHECK(entry_for(table, 1) == 30);
    CHECK(entry_for(table, -INFINITY) == 10);
    CHECK(entry_for(table, INFINITY) == 30);
    CHECK(entry_for(table, 1e300) == 30);
  }

  TEST_CASE("R7: a fractional value takes the nearest entry, halves up") {
    const LookupTable table = table_of(0, 16, {10, 20, 30});
    CHECK(entry_for(table, 0.49) == 10);
    CHECK(entry_for(table, 0.5) == 20);
    CHECK(entry_for(table, 1.49) == 20);
  }

  TEST_CASE("R7: entries of n bits go up to 2^n - 1") {
    CHECK(entry_limit(table_of(0, 8, {0})) == 255);
    CHECK(entry_limit(table_of(0, 12, {0})) == 4095);
    CHECK(entry_limit(table_of(0, 16, {0})) == 65535);
  }
}
