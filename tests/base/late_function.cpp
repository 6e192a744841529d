#include "base/late_function.hpp"

#include <cstdlib>
#include <string>

#include <doctest/doctest.h>

#include "base/result.hpp"

using namespace noctis;

namespace {

// Within a namespace of their own, for the headers say what these are without one, too.
namespace late {
NOCTIS_LATE("libc.so.6", labs);
NOCTIS_LATE("libnoctis-has-no-such.so.1", atol);
}  // namespace late
constinit const LateFunction<long> no_function("libc.so.6", "noctis_has_no_such");

template <class Call>
std::string failure_of(Call&& call) {
  try {
    (void)call();
  } catch (const Fatal& fatal) {
    CHECK(fatal.error().kind == ErrorKind::io);
    return fatal.what();
  }
  return {};
}

}  // namespace

TEST_SUITE("base/late_function") {
  TEST_CASE("a function of a library is found when it is called, and again") {
    CHECK(late::labs(-5) == 5);
    CHECK(late::labs(-6) == 6);
  }

  TEST_CASE("a library or a function that is not there ends the run, by its name, at each call") {
    for (int time = 0; time < 2; ++time) {
      CHECK(failure_of([] { return late::atol("1"); }).find("libnoctis-has-no-such.so.1") !=
            std::string::npos);
      CHECK(failure_of([] { return no_function(); }).find("noctis_has_no_such") !=
            std::string::npos);
    }
  }

  TEST_CASE("a library that is not there is an error by its name, where it is asked for first") {
    CHECK(load_late("libc.so.6").has_value());
    const auto none = load_late("libnoctis-has-no-such.so.1");
    REQUIRE_FALSE(none.has_value());
    CHECK(none.error().kind == ErrorKind::io);
    CHECK(none.error().what.find("libnoctis-has-no-such.so.1") != std::string::npos);
  }
}
