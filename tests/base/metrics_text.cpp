#include "base/metrics_text.hpp"

#include <cmath>
#include <limits>

#include <doctest/doctest.h>

using namespace noctis;

TEST_SUITE("base/metrics_text") {
  // Expected texts follow "Text-based format" of Prometheus' "Exposition formats".
  TEST_CASE("a metric has one heading, and a line a sample") {
    MetricsText text;
    text.begin("a_bytes", MetricType::gauge, "Bytes.");
    text.add(std::uint64_t{18'446'744'073'709'551'615U}, {{"x", "1"}, {"y", "2"}});
    text.add(0.25, {{"x", "2"}, {"y", "2"}});
    text.begin("b_total", MetricType::counter, "Events.");
    text.add(std::uint64_t{3});
    CHECK(text.text() ==
          "# HELP a_bytes Bytes.\n"
          "# TYPE a_bytes gauge\n"
          "a_bytes{x=\"1\",y=\"2\"} 18446744073709551615\n"
          "a_bytes{x=\"2\",y=\"2\"} 0.25\n"
          "# HELP b_total Events.\n"
          "# TYPE b_total counter\n"
          "b_total 3\n");
  }

  TEST_CASE("a metric without a sample is left out") {
    MetricsText text;
    text.begin("nothing", MetricType::gauge, "Nothing.");
    text.begin("something", MetricType::gauge, "Something.");
    text.add(std::uint64_t{1});
    CHECK(text.text().find("nothing") == std::string::npos);
  }

  TEST_CASE("backslash, newline and quotation mark are escaped, and bad UTF-8 is repaired") {
    MetricsText text;
    text.begin("m", MetricType::gauge, "a\\b\n\"c\"");
    text.add(std::uint64_t{1}, {{"l", "a\\b\n\"c\"\xff"}});
    CHECK(text.text() ==
          "# HELP m a\\\\b\\n\"c\"\n"
          "# TYPE m gauge\n"
          "m{l=\"a\\\\b\\n\\\"c\\\"\xef\xbf\xbd\"} 1\n");
  }

  TEST_CASE("numbers that are none are written as the format has them") {
    MetricsText text;
    text.begin("m", MetricType::gauge, "M.");
    text.add(std::nan(""));
    text.add(std::numeric_limits<double>::infinity());
    text.add(-std::numeric_limits<double>::infinity());
    CHECK(text.text().ends_with("m NaN\nm +Inf\nm -Inf\n"));
  }

  TEST_CASE("a histogram has a bucket a bound and one for all, its sum and its count") {
    MetricsText text;
    text.begin("t_seconds", MetricType::histogram, "T.");
    text.add(
        MetricsText::Histogram{.bounds = {0.5, 1}, .not_above = {2, 3}, .count = 4, .sum = 7.5},
        {{"route", "/"}});
    CHECK(text.text() ==
          "# HELP t_seconds T.\n"
          "# TYPE t_seconds histogram\n"
          "t_seconds_bucket{route=\"/\",le=\"0.5\"} 2\n"
          "t_seconds_bucket{route=\"/\",le=\"1\"} 3\n"
          "t_seconds_bucket{route=\"/\",le=\"+Inf\"} 4\n"
          "t_seconds_sum{route=\"/\"} 7.5\n"
          "t_seconds_count{route=\"/\"} 4\n");
  }
}
