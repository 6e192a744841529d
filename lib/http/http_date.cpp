#include "http/http_date.hpp"

#include <array>
#include <cstddef>

#include <fmt/format.h>

namespace noctis {

std::string to_http_date(std::time_t seconds_since_epoch) {
  // Not strftime(): its names are the locale's.
  constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm utc = {};
  ::gmtime_r(&seconds_since_epoch, &utc);
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
                     days.at(static_cast<std::size_t>(utc.tm_wday)), utc.tm_mday,
                     months.at(static_cast<std::size_t>(utc.tm_mon)), utc.tm_year + 1900,
                     utc.tm_hour, utc.tm_min, utc.tm_sec);
}

std::string_view HttpDate::now() {
  const std::time_t now = std::time(nullptr);
  if (now != second_) {
    text_ = to_http_date(now);
    second_ = now;
  }
  return text_;
}

}  // namespace noctis
