#include "base/quantities.hpp"

#include <cstdlib>
#include <ctime>
#include <string_view>

#include <doctest/doctest.h>

using namespace noctis;
using namespace std::chrono_literals;

TEST_SUITE("base/quantities") {
  TEST_CASE("a duration is numbers with units, the greater units first") {
    CHECK(duration_from("90s") == 90s);
    CHECK(duration_from("5m") == 300s);
    CHECK(duration_from("1h30m") == 5400s);
    CHECK(duration_from("2d") == 172'800s);
    CHECK(duration_from("1d1h1m1s") == 90'061s);
    CHECK(duration_from("8w") == 4'838'400s);
    CHECK(duration_from("36600d") == 3'162'240'000s);
    CHECK(duration_from("0") == 0s);
    CHECK(duration_from("0s") == 0s);
    for (const std::string_view text :
         {"", "90", "m", "5 m", "-5m", "1.5h", "30m1h", "5m5m", "5x", "5M", "s5", "99999999999d",
          "999999999999999999999s", "73201d", "1d1w"}) {
      CAPTURE(text);
      CHECK_FALSE(duration_from(text).has_value());
    }
  }

  TEST_CASE("a size counts in units of 1024, and none overflows") {
    CHECK(size_from("0") == 0U);
    CHECK(size_from("1048576") == 1'048'576U);
    CHECK(size_from("512M") == 536'870'912U);
    CHECK(size_from("4G") == 4'294'967'296U);
    CHECK(size_from("4GiB") == 4'294'967'296U);
    CHECK(size_from("1.5G") == 1'610'612'736U);
    CHECK(size_from("0.3K") == 307U);
    CHECK(size_from("16777215T") == 18'446'742'974'197'923'840U);
    for (const std::string_view text :
         {"", "G", "4g", "4GB", "4 G", "-1", "1.5", "1.G", ".5G", "1..5G", "1e3", "4Gi",
          "16777215.9999999999999999999T", "16777216T", "18446744073709551616"}) {
      CAPTURE(text);
      CHECK_FALSE(size_from(text).has_value());
    }
  }

  TEST_CASE("a share is a number up to 1, or a percentage") {
    CHECK(share_from("5%") == doctest::Approx(0.05));
    CHECK(share_from("12.5%") == 0.125);
    CHECK(share_from("0.25") == 0.25);
    CHECK(share_from("100%") == 1.0);
    CHECK(share_from("0") == 0.0);
    for (const std::string_view text : {"", "%", "101%", "5", "-1%", "5 %", "half", ".5", "1.%"}) {
      CAPTURE(text);
      CHECK_FALSE(share_from(text).has_value());
    }
  }

  TEST_CASE("a time of day has two digits on either side and 24 hours") {
    CHECK(time_of_day_from("00:00") == 0min);
    CHECK(time_of_day_from("06:30") == 390min);
    CHECK(time_of_day_from("23:59") == 1439min);
    for (const std::string_view text :
         {"", "6:00", "24:00", "06:60", "06.00", "06:0x", "+6:00", "06:000"}) {
      CAPTURE(text);
      CHECK_FALSE(time_of_day_from(text).has_value());
    }
  }

  TEST_CASE("the next six o'clock is today's before six and tomorrow's from six on") {
    ::setenv("TZ", "UTC", 1);
    ::tzset();
    const auto midnight = std::chrono::system_clock::from_time_t(1'700'006'400);  // 2023-11-15
    CHECK(next_time_of_day(6h, midnight) == midnight + 6h);
    CHECK(next_time_of_day(6h, midnight + 6h - 1s) == midnight + 6h);
    CHECK(next_time_of_day(6h, midnight + 6h) == midnight + 30h);
    CHECK(next_time_of_day(0h, midnight + 23h) == midnight + 24h);
  }

  TEST_CASE("a night on which the clocks go back is an hour longer") {
    ::setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
    ::tzset();
    // 2023-10-28 22:00 in summer time is 20:00 UTC; 06:00 of the day after is 05:00 UTC.
    const auto evening = std::chrono::system_clock::from_time_t(1'698'523'200);
    CHECK(next_time_of_day(6h, evening) == evening + 9h);
    ::setenv("TZ", "UTC", 1);
    ::tzset();
  }
}
