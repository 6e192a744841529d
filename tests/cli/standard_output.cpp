#include "cli/standard_output.hpp"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <string>

#include <doctest/doctest.h>
#include <fmt/core.h>

#include "base/file.hpp"

using namespace noctis;
using namespace noctis::cli;

namespace {

// Standard output as a pipe whose other end is in the test's hands.  What doctest has to say is
// said after it.
class Reader {
 public:
  Reader() : on_sigpipe_(::signal(SIGPIPE, SIG_IGN)), stdout_(::dup(STDOUT_FILENO)) {
    std::array<int, 2> ends = {};
    REQUIRE(::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) == 0);
    end_ = UniqueFd{ends[0]};
    ::fcntl(ends[1], F_SETFL, 0);
    ::dup2(ends[1], STDOUT_FILENO);
    ::close(ends[1]);
  }
  ~Reader() {
    ::dup2(stdout_.get(), STDOUT_FILENO);
    ::signal(SIGPIPE, on_sigpipe_);
  }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  // What has come by now.
  std::string read() {
    std::string text(std::size_t{1} << 20, '\0');
    const ssize_t got = ::read(end_.get(), text.data(), text.size());
    text.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
    return text;
  }
  void take_more_at_once() { ::fcntl(end_.get(), F_SETPIPE_SZ, 1 << 19); }
  void leave() { end_.reset(); }

 private:
  sighandler_t on_sigpipe_;
  UniqueFd stdout_;
  UniqueFd end_;
};

// 100 kB, more than a pipe holds; no two lines are alike.
std::string lines(unsigned first) {
  std::string text;
  for (unsigned i = 0; i < 10'000; ++i)
    text += fmt::format("{:09}\n", first + i);
  return text;
}

}  // namespace

TEST_SUITE("cli/standard_output") {
  TEST_CASE("a reader that goes away while something is aside is not written for any longer") {
    bool before = false;
    bool after = true;
    ExitCode status = ExitCode::not_done;
    {
      Reader reader;
      StandardOutput out;
      out.hold();
      before = out.write(lines(0)) && out.write(lines(10'000));
      reader.leave();
      after = out.write(lines(20'000));
      status = out.finish();
    }
    CHECK(before);
    CHECK_FALSE(after);
    CHECK(status == ExitCode::done);
  }

  TEST_CASE("a reader that goes on gets what is aside, in order, while more of it comes") {
    std::string got;
    {
      Reader reader;
      StandardOutput out;
      out.hold();
      out.write(lines(0));
      got += reader.read();
      out.write(lines(10'000));  // of this, too, a part is aside
      got += reader.read();
      reader.take_more_at_once();
      out.write(lines(20'000));
      got += reader.read();
      reader.leave();
    }
    CHECK((got == lines(0) + lines(10'000) + lines(20'000)));
  }
}
