// SIGINT, SIGTERM and SIGHUP as a request to stop, SIGUSR1 as a request to tell how far things are;
// SIGHUP, where there are logs, to open them again.

#pragma once

#include <signal.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>
#include <utility>

#include "cli/exit_code.hpp"

namespace noctis::cli {

/// Blocks these signals while it lives, in the thread that makes it and those it starts.  The first
/// request to stop is one, the second one ends the process unless it is SIGHUP; they are met by
/// wait(), so not while the thread is held up elsewhere.
class SignalWatch {
 public:
  /// Both are called by wait().  Where `on_hangup` is empty, SIGHUP requests a stop, and is left
  /// alone if it was ignored before (nohup).
  explicit SignalWatch(std::function<void()> on_usr1 = {}, std::function<void()> on_hangup = {});
  ~SignalWatch();
  SignalWatch(const SignalWatch&) = delete;
  SignalWatch& operator=(const SignalWatch&) = delete;

  /// Meets one signal, if one comes within `patience`; 0: if one has come.  One thread.
  void wait(std::chrono::milliseconds patience);

  [[nodiscard]] std::stop_token token() const noexcept { return stop_.get_token(); }

  void on_usr1(std::function<void()> action) { on_usr1_ = std::move(action); }

  /// What is done before a second signal ends the process.
  void before_the_end(std::function<void()> last) { last_ = std::move(last); }

  /// While a stream takes nothing: meets a request to stop, and gives the stream two seconds more
  /// then.  SIGUSR1 is left for wait(): it may be its answer that is held up.  One thread, as
  /// wait().
  [[nodiscard]] bool keep_waiting(std::chrono::milliseconds stalled);

  /// Of the signal that asked for the stop, if one did.  Any thread.
  [[nodiscard]] std::optional<ExitCode> exit_code() const noexcept;

 private:
  void meet(const sigset_t& signals, std::chrono::milliseconds patience);

  sigset_t requests_to_stop_, signals_;
  std::function<void()> on_usr1_, on_hangup_, last_;
  std::stop_source stop_;
  std::atomic<int> signal_{0};
  std::chrono::steady_clock::time_point asked_;  // for a stop; written by wait()
};

}  // namespace noctis::cli
