// Where clients come in: listening sockets, and a way to end.

#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "base/file.hpp"
#include "http/listener.hpp"
#include "http/worker.hpp"

namespace noctis {

/// Wakes another thread, also from a signal handler.
class StopEvent {
 public:
  /// Throws Fatal.
  StopEvent();
  void set() const noexcept;
  [[nodiscard]] int fd() const noexcept { return event_.get(); }

 private:
  UniqueFd event_;
};

/// Gives each client to `take`, until `stop` is set.  Throws Fatal where a socket cannot be
/// listened to any longer.
void accept_until(const StopEvent& stop, const std::vector<Listener>& listeners,
                  const std::function<void(Accepted)>& take);

/// Gives those who are in the backlogs to `take`, and closes the listeners.  A Unix socket's file
/// goes first, so that nobody comes after the last.
void accept_last(std::vector<Listener>& listeners, const std::function<void(Accepted)>& take);

}  // namespace noctis
