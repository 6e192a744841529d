#include "cli/signal_watch.hpp"

#include <pthread.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include <utility>

namespace noctis::cli {

namespace {

// As nohup(1) leaves it.  Blocked, it would be kept for us all the same.
bool is_hangup_ignored() {
  struct sigaction action = {};
  return ::sigaction(SIGHUP, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

}  // namespace

SignalWatch::SignalWatch(std::function<void()> on_usr1, std::function<void()> on_hangup)
    : on_usr1_(std::move(on_usr1)), on_hangup_(std::move(on_hangup)) {
  sigemptyset(&requests_to_stop_);
  sigaddset(&requests_to_stop_, SIGINT);
  sigaddset(&requests_to_stop_, SIGTERM);
  if (!on_hangup_ && !is_hangup_ignored())
    sigaddset(&requests_to_stop_, SIGHUP);
  signals_ = requests_to_stop_;
  sigaddset(&signals_, SIGUSR1);
  if (on_hangup_)
    sigaddset(&signals_, SIGHUP);
  ::pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
}

SignalWatch::~SignalWatch() {
  // One that waits, or comes on the way out, is none either: as in meet().
  if (signal_ != 0 && sigismember(&requests_to_stop_, SIGHUP) == 1)
    ::signal(SIGHUP, SIG_IGN);
  ::pthread_sigmask(SIG_UNBLOCK, &signals_, nullptr);
}

void SignalWatch::wait(std::chrono::milliseconds patience) {
  meet(signals_, patience);
}

void SignalWatch::meet(const sigset_t& signals, std::chrono::milliseconds patience) {
  const timespec time{patience.count() / 1000, patience.count() % 1000 * 1'000'000};
  const int number = ::sigtimedwait(&signals, nullptr, &time);
  if (number == SIGUSR1) {
    if (on_usr1_)
      on_usr1_();
  } else if (number == SIGHUP && on_hangup_) {
    on_hangup_();
  } else if (number == SIGHUP && signal_ != 0) {
    // No second request: of one terminal that closes, the kernel and the shell both tell.
  } else if (number > 0 && signal_ != 0) {
    // Asked twice: whatever is in hand is lost, as after a crash.
    if (last_)
      last_();
    ::_exit(128 + number);
  } else if (number > 0) {
    signal_ = number;
    asked_ = std::chrono::steady_clock::now();
    stop_.request_stop();
  }
}

bool SignalWatch::keep_waiting(std::chrono::milliseconds stalled) {
  constexpr std::chrono::seconds grace{2};
  meet(requests_to_stop_, std::chrono::milliseconds{0});
  return !stop_.stop_requested() || stalled < grace ||
         std::chrono::steady_clock::now() - asked_ < grace;
}

std::optional<ExitCode> SignalWatch::exit_code() const noexcept {
  switch (signal_) {
    case SIGHUP:
      return ExitCode::hung_up;
    case SIGINT:
      return ExitCode::interrupted;
    case SIGTERM:
      return ExitCode::terminated;
    default:
      return std::nullopt;
  }
}

}  // namespace noctis::cli
