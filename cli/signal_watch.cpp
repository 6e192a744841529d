#include "cli/signal_watch.hpp"

#include <pthread.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include <utility>

namespace noctis::cli {

namespace {

sigset_t requests_to_stop() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

sigset_t our_signals(bool with_hangup) {
  sigset_t signals = requests_to_stop();
  sigaddset(&signals, SIGUSR1);
  if (with_hangup)
    sigaddset(&signals, SIGHUP);
  return signals;
}

}  // namespace

SignalWatch::SignalWatch(std::function<void()> on_usr1, std::function<void()> on_hangup)
    : on_usr1_(std::move(on_usr1)), on_hangup_(std::move(on_hangup)) {
  const sigset_t signals = our_signals(on_hangup_ != nullptr);
  ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

SignalWatch::~SignalWatch() {
  const sigset_t signals = our_signals(on_hangup_ != nullptr);
  ::pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

void SignalWatch::wait(std::chrono::milliseconds patience) {
  meet(our_signals(on_hangup_ != nullptr), patience);
}

void SignalWatch::meet(const sigset_t& signals, std::chrono::milliseconds patience) {
  const timespec time{patience.count() / 1000, patience.count() % 1000 * 1'000'000};
  const int number = ::sigtimedwait(&signals, nullptr, &time);
  if (number == SIGUSR1) {
    if (on_usr1_)
      on_usr1_();
  } else if (number == SIGHUP) {
    on_hangup_();
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
  meet(requests_to_stop(), std::chrono::milliseconds{0});
  return !stop_.stop_requested() || stalled < grace ||
         std::chrono::steady_clock::now() - asked_ < grace;
}

std::optional<ExitCode> SignalWatch::exit_code() const noexcept {
  switch (signal_) {
    case SIGINT:
      return ExitCode::interrupted;
    case SIGTERM:
      return ExitCode::terminated;
    default:
      return std::nullopt;
  }
}

}  // namespace noctis::cli
