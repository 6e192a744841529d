#include "cli/amount.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace noctis;
using namespace noctis::cli;

TEST_SUITE("cli/amount") {
  TEST_CASE("a size is in bytes, or in units of 1024") {
    CHECK(parse_size("0") == 0);
    CHECK(parse_size("500") == 500);
    CHECK(parse_size("1K") == 1024);
    CHECK(parse_size("1.5k") == 1536);
    CHECK(parse_size("2GiB") == 2'147'483'648);
    CHECK(parse_size("3MB") == 3'145'728);
    CHECK(parse_size("1T") == 1'099'511'627'776);
    for (const char* wrong : {"", "G", "-1", "1e3", "5X", "1..2", "1 G", "9999999T", "kk1", "1KK"})
      CHECK_MESSAGE(!parse_size(wrong).has_value(), std::string(wrong));
  }

  TEST_CASE("an age has a unit, and without one is in days") {
    CHECK(parse_age("45s") == 45'000'000'000);
    CHECK(parse_age("1m") == 60'000'000'000);
    CHECK(parse_age("1h") == 3'600'000'000'000);
    CHECK(parse_age("1d") == 86'400'000'000'000);
    CHECK(parse_age("1") == 86'400'000'000'000);
    CHECK(parse_age("1w") == 604'800'000'000'000);
    for (const char* wrong : {"", "d", "-1d", "1y", "1e3d", "300000d", "soon"})
      CHECK_MESSAGE(!parse_age(wrong).has_value(), std::string(wrong));
  }

  TEST_CASE("a share is a number up to 1, or a percentage") {
    CHECK(parse_share("5%").value() == doctest::Approx(0.05));
    CHECK(parse_share("0.25").value() == 0.25);
    CHECK(parse_share("100%").value() == 1);
    for (const char* wrong : {"", "%", "101%", "5", "-1%", "5 %", "half"})
      CHECK_MESSAGE(!parse_share(wrong).has_value(), std::string(wrong));
  }
}
