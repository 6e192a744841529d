#include "cli/signal_watch.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <doctest/doctest.h>

using namespace noctis::cli;

namespace {

// How a process ends that meets the first of two of these signals, and for which the second one
// still waits when it is done.
int end_of_one_asked_twice(int signal) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::signal(signal, SIG_DFL);  // the test's own is to tell of crashes; under nohup there is none
    {
      SignalWatch watch;
      ::kill(::getpid(), signal);
      watch.wait(std::chrono::seconds(10));
      ::kill(::getpid(), signal);
    }
    ::_exit(42);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

}  // namespace

TEST_SUITE("cli/signal_watch") {
  TEST_CASE("of a terminal that closes, the second SIGHUP ends nobody on the way out") {
    const int status = end_of_one_asked_twice(SIGHUP);
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 42);
  }

  TEST_CASE("a second SIGTERM ends the process, also on the way out") {
    const int status = end_of_one_asked_twice(SIGTERM);
    REQUIRE(WIFSIGNALED(status));
    CHECK(WTERMSIG(status) == SIGTERM);
  }
}
