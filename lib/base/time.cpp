#include "base/time.hpp"

#include <chrono>
#include <ctime>

#include <fmt/core.h>

namespace noctis {

std::int64_t now_ns() noexcept {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::string to_rfc3339(std::int64_t ns_since_epoch) {
  constexpr std::int64_t ns_a_second = 1'000'000'000;
  std::int64_t seconds = ns_since_epoch / ns_a_second;
  if (ns_since_epoch % ns_a_second < 0)
    --seconds;
  const std::time_t time = seconds;
  std::tm utc = {};
  ::gmtime_r(&time, &utc);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", utc.tm_year + 1900, utc.tm_mon + 1,
                     utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec);
}

}  // namespace noctis
