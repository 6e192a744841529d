#include "cli/interrupts.hpp"

#include <pthread.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include <utility>

namespace noctis::cli {

namespace {

sigset_t our_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGUSR1);
  return signals;
}

}  // namespace

Interrupts::Interrupts(std::function<void()> on_usr1) : on_usr1_(std::move(on_usr1)) {
  const sigset_t signals = our_signals();
  ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  thread_ = std::jthread([this](const std::stop_token& over) { wait_for_signals(over); });
}

Interrupts::~Interrupts() {
  thread_.request_stop();
  thread_.join();
  const sigset_t signals = our_signals();
  ::pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

void Interrupts::wait_for_signals(const std::stop_token& over) {
  const sigset_t signals = our_signals();
  const timespec patience{0, 100'000'000};
  while (!over.stop_requested()) {
    const int number = ::sigtimedwait(&signals, nullptr, &patience);
    if (number == SIGUSR1) {
      on_usr1_();
    } else if (number > 0 && signal_ != 0) {
      // Asked twice: whatever is in hand is lost, as after a crash.
      ::_exit(128 + number);
    } else if (number > 0) {
      signal_ = number;
      stop_.request_stop();
    }
  }
}

std::optional<ExitCode> Interrupts::exit_code() const noexcept {
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
