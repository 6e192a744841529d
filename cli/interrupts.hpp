// SIGINT and SIGTERM as a request to stop, SIGUSR1 as a request to tell how far things are.

#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <stop_token>
#include <thread>

#include "cli/exit_code.hpp"

namespace noctis::cli {

/// The first SIGINT or SIGTERM requests a stop, the second one ends the process at once.  Made
/// before any other thread, so that all inherit the blocked signals and one thread alone meets
/// them.
class Interrupts {
 public:
  explicit Interrupts(std::function<void()> on_usr1);
  ~Interrupts();
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;

  [[nodiscard]] std::stop_token token() const noexcept { return stop_.get_token(); }

  /// Of the signal that asked for the stop, if one did.
  [[nodiscard]] std::optional<ExitCode> exit_code() const noexcept;

 private:
  void wait_for_signals(const std::stop_token& over);

  std::function<void()> on_usr1_;
  std::stop_source stop_;
  std::atomic<int> signal_{0};
  std::jthread thread_;
};

}  // namespace noctis::cli
