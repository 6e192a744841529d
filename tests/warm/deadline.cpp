#include "warm/deadline.hpp"

#include <doctest/doctest.h>

using namespace noctis;
using namespace std::chrono_literals;

TEST_SUITE("warm/deadline") {
  const Deadline::Steady::time_point booted;
  const Deadline::System::time_point epoch;

  TEST_CASE("a duration is told by the steady clock, whatever the wall clock shows") {
    const Deadline deadline(booted + 90min);
    CHECK_FALSE(deadline.has_passed(booted + 89min, epoch + 87'600h));
    CHECK(deadline.has_passed(booted + 90min, epoch - 24h));
  }

  TEST_CASE("a time of day comes when the wall clock shows it") {
    const Deadline deadline(epoch + 4h, epoch, booted + 100h);
    CHECK_FALSE(deadline.has_passed(booted + 103h, epoch + 3h));
    CHECK(deadline.has_passed(booted + 104h, epoch + 4h));
    // Asleep meanwhile: the steady clock stood still.
    CHECK(deadline.has_passed(booted + 101h, epoch + 4h));
  }

  TEST_CASE("a wall clock that is set back by a day does not put a time of day off by a day") {
    const Deadline deadline(epoch + 4h, epoch, booted);
    CHECK_FALSE(deadline.has_passed(booted + 3h, epoch - 21h));
    CHECK(deadline.has_passed(booted + 4h, epoch - 20h));
  }
}
