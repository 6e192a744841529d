#include "base/late_library.hpp"

#include <atomic>
#include <cstdlib>
#include <latch>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

using namespace noctis;

namespace {

LateLibrary c_library("libc.so.6");
LateLibrary none("libnoctis-has-no-such.so.1");
LateLibrary other("libm.so.6");

// Within a namespace of their own, for the headers say what these are without one, too.
namespace late {
NOCTIS_LATE(c_library, labs);
NOCTIS_LATE(c_library, atol);
NOCTIS_LATE(none, atoi);
}  // namespace late
const LateFunction<double, double> sine(other, "sin");
const LateFunction<long> not_there(other, "noctis_has_no_such");

std::string failure_of(LateLibrary& library) {
  const auto loaded = library.load();
  if (loaded)
    return {};
  CHECK(loaded.error().kind == ErrorKind::io);
  return loaded.error().what;
}

}  // namespace

TEST_SUITE("base/late_library") {
  TEST_CASE("the functions of a library can be called when it is loaded, by many at once") {
    std::vector<std::thread> threads;
    std::atomic<int> right = 0;
    std::latch start(4);
    for (int i = 0; i < 4; ++i)
      threads.emplace_back([&] {
        start.arrive_and_wait();
        if (c_library.load() && late::labs(-5) == 5 && late::atol("6") == 6)
          ++right;
      });
    for (std::thread& thread : threads)
      thread.join();
    CHECK(right == 4);
    CHECK(c_library.load().has_value());
  }

  TEST_CASE("a library or a function that is not there is an error by its name, each time") {
    for (int time = 0; time < 2; ++time) {
      CHECK(failure_of(none).find("libnoctis-has-no-such.so.1") != std::string::npos);
      CHECK(failure_of(other) == "cannot load libm.so.6: it has no noctis_has_no_such");
    }
  }
}
