// Whether a worker has come to a halt, or takes more than it may.

#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "warm/slots.hpp"

namespace noctis {

/// One thread.
class Watchdog {
 public:
  struct Limits {
    std::chrono::milliseconds file_timeout{0};  ///< without a step; 0: none
    std::uint64_t max_memory = 0;               ///< bytes; 0: none
  };

  /// Of one worker, from its beginning.
  Watchdog(const Limits& limits, const Slots& slots, pid_t worker);

  /// Why the worker is to be ended, if it is.  To be called again and again: time in which nobody
  /// looked, asleep or stopped, is not held against a file.
  [[nodiscard]] std::optional<std::string> look();

 private:
  using Clock = std::chrono::steady_clock;

  struct Seen {
    std::uint64_t steps = 0;
    Clock::duration since{};  // in watched time
  };

  [[nodiscard]] bool stands_still();

  const Limits limits_;
  const Slots& slots_;
  pid_t worker_;
  Clock::time_point last_look_ = Clock::now();
  Clock::duration watched_{};
  std::vector<Seen> seen_;
};

/// Bytes that a process has in memory and shares with nobody; 0 where it is no more.
[[nodiscard]] std::uint64_t memory_of(pid_t process);

}  // namespace noctis
