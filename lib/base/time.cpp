#include "base/time.hpp"

#include <chrono>
#include <cstddef>

namespace noctis {

std::int64_t now_ns() noexcept {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::string to_rfc3339(std::int64_t ns_since_epoch) {
  using namespace std::chrono;
  // Not by gmtime_r(), which takes a lock: every line of a log has a time.
  const auto time = floor<seconds>(sys_time<nanoseconds>(nanoseconds(ns_since_epoch)));
  const auto day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(time - day);
  std::string text = "0000-00-00T00:00:00Z";
  const auto write = [&text](std::size_t end, auto number) {
    for (auto rest = static_cast<unsigned>(number); rest > 0; rest /= 10)
      text[--end] = static_cast<char>('0' + rest % 10);
  };
  write(4, static_cast<int>(date.year()));  // 1677 to 2262
  write(7, static_cast<unsigned>(date.month()));
  write(10, static_cast<unsigned>(date.day()));
  write(13, clock.hours().count());
  write(16, clock.minutes().count());
  write(19, clock.seconds().count());
  return text;
}

}  // namespace noctis
