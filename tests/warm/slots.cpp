#include "warm/slots.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <climits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "base/result.hpp"

using namespace noctis;

TEST_SUITE("warm/slots") {
  TEST_CASE("what a killed process had in hand is read by the one that outlives it") {
    Slots slots(4);
    const pid_t worker = ::fork();
    if (worker == 0) {
      Slots::Hold down = slots.take("/put/down", {});
      const Slots::Hold kept = slots.take("/a/kept\nfile", {.size = 7, .inode = 9});
      { const Slots::Hold moved = std::move(down); }
      ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    REQUIRE(::waitpid(worker, &status, 0) == worker);
    const std::vector<InHand> files = slots.in_hand();
    REQUIRE(files.size() == 1);
    CHECK(files.front().path == "/a/kept\nfile");
    CHECK(files.front().stamp == Stamp{.size = 7, .inode = 9});
    slots.clear();
    CHECK(slots.in_hand().empty());
  }

  TEST_CASE("a slot that is free again is used again, and one file too many is refused") {
    Slots slots(1);
    std::optional<Slots::Hold> hold(slots.take("/first", {}));
    CHECK_THROWS_AS((void)slots.take("/second", {}), Fatal);
    hold.reset();
    hold.emplace(slots.take("/third", {}));
    REQUIRE(slots.in_hand().size() == 1);
    CHECK(slots.in_hand().front().path == "/third");
  }

  TEST_CASE("each step and each new file changes the number of steps, and none has none") {
    Slots slots(1);
    CHECK(slots.steps(0) == 0);
    std::uint64_t before = 0;
    {
      const Slots::Hold hold = slots.take("/first", {});
      before = slots.steps(0);
      CHECK(before != 0);
      hold.advance();
      CHECK(slots.steps(0) != before);
      before = slots.steps(0);
    }
    CHECK(slots.steps(0) == 0);
    const Slots::Hold hold = slots.take("/second", {});
    CHECK(slots.steps(0) != before);
  }

  TEST_CASE("a path that no system call would take is cut, not written past its slot") {
    Slots slots(2);
    const Slots::Hold first = slots.take(std::string(PATH_MAX + 100, 'x'), {});
    const Slots::Hold second = slots.take("/second", {});
    const auto files = slots.in_hand();
    REQUIRE(files.size() == 2);
    CHECK(files[0].path == std::string(PATH_MAX, 'x'));
    CHECK(files[1].path == "/second");
  }

  TEST_CASE("a request to stop reaches another process") {
    Slots slots(1);
    CHECK_FALSE(slots.stop_requested());
    const pid_t other = ::fork();
    if (other == 0) {
      slots.request_stop();
      ::_exit(0);
    }
    int status = 0;
    REQUIRE(::waitpid(other, &status, 0) == other);
    CHECK(slots.stop_requested());
  }
}
