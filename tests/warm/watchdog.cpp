#include "warm/watchdog.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

using namespace noctis;
using namespace std::chrono_literals;

namespace {

// Looks every few milliseconds, for so long; what came of it.
std::optional<std::string> looked_for(Watchdog& watchdog, std::chrono::milliseconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  while (std::chrono::steady_clock::now() < end) {
    if (auto verdict = watchdog.look())
      return verdict;
    std::this_thread::sleep_for(5ms);
  }
  return std::nullopt;
}

}  // namespace

TEST_SUITE("warm/watchdog") {
  TEST_CASE("a file without a step is found out, one that steps on is not, nor is idleness") {
    Slots slots(2);
    Watchdog watchdog({.file_timeout = 300ms, .max_memory = 0}, slots, ::getpid());
    CHECK_FALSE(looked_for(watchdog, 400ms).has_value());
    const Slots::Hold hold = slots.take("/file", {});
    for (int i = 0; i < 5; ++i) {
      CHECK_FALSE(looked_for(watchdog, 100ms).has_value());
      hold.advance();
    }
    CHECK(looked_for(watchdog, 2000ms).has_value());
  }

  TEST_CASE("time in which nobody looked is not held against a file") {
    Slots slots(1);
    Watchdog watchdog({.file_timeout = 1500ms, .max_memory = 0}, slots, ::getpid());
    const Slots::Hold hold = slots.take("/file", {});
    CHECK_FALSE(watchdog.look().has_value());
    std::this_thread::sleep_for(1600ms);
    CHECK_FALSE(watchdog.look().has_value());
  }

  TEST_CASE("memory that a process has touched counts, and more than the limit is found out") {
    int gate[2] = {-1, -1};
    REQUIRE(::pipe(gate) == 0);
    const std::uint64_t before = memory_of(::getpid());
    const pid_t eater = ::fork();
    if (eater == 0) {
      const std::vector<char> eaten(std::size_t{64} << 20, 'x');
      char byte = eaten.back();
      (void)!::write(gate[1], &byte, 1);
      ::pause();
    }
    char byte = 0;
    REQUIRE(::read(gate[0], &byte, 1) == 1);
    const Slots slots(1);
    CHECK(memory_of(eater) >= std::uint64_t{64} << 20);
    Watchdog strict({.file_timeout = 0ms, .max_memory = std::uint64_t{60} << 20}, slots, eater);
    CHECK(strict.look().has_value());
    Watchdog patient({.file_timeout = 0ms, .max_memory = before + (std::uint64_t{512} << 20)},
                     slots, eater);
    CHECK_FALSE(patient.look().has_value());
    ::kill(eater, SIGKILL);
    ::waitpid(eater, nullptr, 0);
    ::close(gate[0]);
    ::close(gate[1]);
    CHECK(memory_of(eater) == 0);
  }
}
