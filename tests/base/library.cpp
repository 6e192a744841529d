#include "base/library.hpp"

#include <doctest/doctest.h>

using namespace noctis;

TEST_SUITE("base/library") {
  TEST_CASE("a version that is a number is written in three parts") {
    CHECK(dotted_version(7000, 1000) == "0.7.0");
    CHECK(dotted_version(2001005, 1000) == "2.1.5");
    CHECK(dotted_version(90100, 100) == "9.1.0");
    CHECK(dotted_version(110203, 100) == "11.2.3");
  }
}
