// A SignalWatch on a thread of its own, for a run that has many.

#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <thread>

#include "cli/signal_watch.hpp"

namespace noctis::cli {

/// Made before any other thread, so that all inherit the blocked signals and one thread alone meets
/// them.
class Interrupts {
 public:
  /// `on_usr1` waits for nothing: no signal is met in the meantime.
  explicit Interrupts(std::function<void()> on_usr1);
  ~Interrupts();
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;

  [[nodiscard]] std::stop_token token() const noexcept { return signals_.token(); }

  /// Of the signal that asked for the stop, if one did.
  [[nodiscard]] std::optional<ExitCode> exit_code() const noexcept { return signals_.exit_code(); }

 private:
  SignalWatch signals_;
  std::jthread thread_;
};

}  // namespace noctis::cli
