// SIGINT and SIGTERM as a request to stop, SIGUSR1 as a request to tell how far things are, SIGHUP,
// where it means anything, to open logs again.

#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>

#include "cli/exit_code.hpp"

namespace noctis::cli {

/// Blocks these signals while it lives, in the thread that makes it and those it starts.  The first
/// SIGINT or SIGTERM requests a stop, the second one ends the process; both are met by wait(), so
/// not while the thread is held up elsewhere.
class SignalWatch {
 public:
  /// Both are called by wait().  SIGHUP stays what it was where `on_hangup` is empty.
  explicit SignalWatch(std::function<void()> on_usr1, std::function<void()> on_hangup = {});
  ~SignalWatch();
  SignalWatch(const SignalWatch&) = delete;
  SignalWatch& operator=(const SignalWatch&) = delete;

  /// Meets one signal, if one comes within `patience`; 0: if one has come.  One thread.
  void wait(std::chrono::milliseconds patience);

  [[nodiscard]] std::stop_token token() const noexcept { return stop_.get_token(); }

  /// Of the signal that asked for the stop, if one did.  Any thread.
  [[nodiscard]] std::optional<ExitCode> exit_code() const noexcept;

 private:
  std::function<void()> on_usr1_;
  std::function<void()> on_hangup_;
  std::stop_source stop_;
  std::atomic<int> signal_{0};
};

}  // namespace noctis::cli
