// A moment by the clock and by the thread's CPU time: on a busy machine the second is the steadier.

#pragma once

#include <time.h>

#include <chrono>

namespace noctis {

struct Moment {
  std::chrono::nanoseconds wall{0};
  std::chrono::nanoseconds cpu{0};

  [[nodiscard]] static Moment now() {
    struct timespec used = {};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return {std::chrono::steady_clock::now().time_since_epoch(),
            std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec)};
  }

  Moment& operator+=(const Moment& other) {
    wall += other.wall;
    cpu += other.cpu;
    return *this;
  }
  Moment& operator-=(const Moment& other) {
    wall -= other.wall;
    cpu -= other.cpu;
    return *this;
  }
  [[nodiscard]] friend Moment operator-(Moment a, const Moment& b) { return a -= b; }
};

/// µs, of so many.
[[nodiscard]] inline double each_of(std::size_t count, std::chrono::nanoseconds all) {
  return std::chrono::duration<double, std::micro>(all).count() / static_cast<double>(count);
}

}  // namespace noctis
