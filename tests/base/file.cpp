#include "base/file.hpp"

#include <sys/stat.h>

#include <fstream>

#include <doctest/doctest.h>

#include "support/temporary_folder.hpp"

using namespace noctis;

TEST_SUITE("base/file") {
  TEST_CASE("a file of a year that cannot be counted in nanoseconds is the newest, or the oldest") {
    struct stat status = {};
    status.st_mtim = {.tv_sec = 1'000'000'000, .tv_nsec = 7};
    CHECK(stamp_of(status).mtime_ns == 1'000'000'000'000'000'007);
    status.st_mtim.tv_sec = -1;
    CHECK(stamp_of(status).mtime_ns == -999'999'993);
    for (const std::int64_t seconds : {std::int64_t{10'413'792'000}, INT64_MAX}) {  // of 2300 on
      status.st_mtim.tv_sec = seconds;
      CHECK(stamp_of(status).mtime_ns > 9'223'000'000'000'000'000);
      status.st_mtim.tv_sec = -seconds;
      CHECK(stamp_of(status).mtime_ns < -9'223'000'000'000'000'000);
    }
  }
}
