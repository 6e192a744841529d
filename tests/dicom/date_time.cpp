#include "dicom/date_time.hpp"

#include <doctest/doctest.h>

using namespace noctis;

TEST_SUITE("dicom/date_time") {
  TEST_CASE("a date is one of the calendar, written with or without dots") {
    CHECK(iso_date("20240501") == "2024-05-01");
    CHECK(iso_date("2024.05.01") == "2024-05-01");
    CHECK(iso_date("20240229 ") == "2024-02-29");
    for (const char* no_date : {"", "20230229", "20241301", "20240500", "2024", "2024-05-01",
                                "20240501-20240601", "2024050a", "20.24.05.01"})
      CHECK(iso_date(no_date).empty());
  }

  TEST_CASE("a time is as precise as it was written") {
    CHECK(iso_time("13") == "13");
    CHECK(iso_time("1305") == "13:05");
    CHECK(iso_time("130509") == "13:05:09");
    CHECK(iso_time("13:05:09") == "13:05:09");
    CHECK(iso_time("130509.25") == "13:05:09.250000");
    CHECK(iso_time("130509.123456 ") == "13:05:09.123456");
    CHECK(iso_time("130509.000000") == "13:05:09");
    CHECK(iso_time("235960") == "23:59:60");
    for (const char* no_time :
         {"", "24", "1", "1360", "130561", "130509.", "130509.1234567", "1305.5", "13050a"})
      CHECK(iso_time(no_time).empty());
  }
}
