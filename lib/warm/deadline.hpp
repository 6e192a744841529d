// When a run is to end: after so long, whatever the clock on the wall does meanwhile, or when that
// clock says so.

#pragma once

#include <chrono>
#include <variant>

namespace noctis {

class Deadline {
 public:
  using Steady = std::chrono::steady_clock;
  using System = std::chrono::system_clock;

  explicit Deadline(Steady::time_point when) : when_(when) {}
  explicit Deadline(System::time_point when) : when_(when) {}

  [[nodiscard]] bool has_passed() const {
    if (const auto* steady = std::get_if<Steady::time_point>(&when_))
      return Steady::now() >= *steady;
    return System::now() >= std::get<System::time_point>(when_);
  }

 private:
  std::variant<Steady::time_point, System::time_point> when_;
};

}  // namespace noctis
