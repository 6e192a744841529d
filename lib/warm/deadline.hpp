// When a run is to end: after so long, whatever the clock on the wall does meanwhile, or at a time
// of that clock.

#pragma once

#include <chrono>
#include <optional>

namespace noctis {

class Deadline {
 public:
  using Steady = std::chrono::steady_clock;
  using System = std::chrono::system_clock;

  explicit Deadline(Steady::time_point when) : when_(when) {}

  /// A time of the clock on the wall, as both clocks stand now.  A wall clock that is set back
  /// meanwhile, by a day perhaps, does not put it off; one that is set forward has it come at once.
  Deadline(System::time_point when, System::time_point now, Steady::time_point steady_now)
      : when_(steady_now + (when - now)), on_the_wall_(when) {}

  [[nodiscard]] bool has_passed(Steady::time_point steady_now, System::time_point now) const {
    return steady_now >= when_ || (on_the_wall_ && now >= *on_the_wall_);
  }
  [[nodiscard]] bool has_passed() const { return has_passed(Steady::now(), System::now()); }

 private:
  Steady::time_point when_;
  std::optional<System::time_point> on_the_wall_;
};

}  // namespace noctis
