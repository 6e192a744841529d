#include "base/counted.hpp"

#include <doctest/doctest.h>

using namespace noctis;

TEST_SUITE("base/counted") {
  TEST_CASE("one is one thing, and none are several") {
    CHECK(counted(1, "file") == "1 file");
    CHECK(counted(0, "file") == "0 files");
    CHECK(counted(21, "file") == "21 files");
    CHECK(counted(1, "study", "studies") == "1 study");
    CHECK(counted(2, "study", "studies") == "2 studies");
    CHECK(counted(1, "series", "series") == "1 series");
  }
}
