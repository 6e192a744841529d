#include "warm/run_metrics.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace noctis;

namespace {

bool has_line(const std::string& text, const std::string& line) {
  return ('\n' + text).find('\n' + line + '\n') != std::string::npos;
}

}  // namespace

TEST_SUITE("warm/run_metrics") {
  TEST_CASE("a run's numbers are gauges, each with its help and type before it") {
    Summary summary;
    summary.end = RunEnd::deadline;
    summary.seconds = 1.5;
    summary.images = 3;
    FileReport crashed;
    crashed.outcome = FileOutcome::crashed;
    summary.add(crashed);
    const std::string text = run_metrics(summary, 1'000'000'000, 2'500'000'000);
    CHECK(has_line(text, "# HELP noctis_run_images Files of which something was rendered."));
    CHECK(has_line(text, "# TYPE noctis_run_images gauge\nnoctis_run_images 3"));
    CHECK(has_line(text, "noctis_run_start_timestamp_seconds 1"));
    CHECK(has_line(text, "noctis_run_end_timestamp_seconds 2.5"));
    CHECK(has_line(text, "noctis_run_duration_seconds 1.5"));
    CHECK(has_line(text, "noctis_run_files{outcome=\"crashed\"} 1"));
    CHECK(has_line(text, "noctis_run_files{outcome=\"rendered\"} 0"));
    CHECK(has_line(text, "noctis_run_end{end=\"deadline\"} 1"));
    CHECK(has_line(text, "noctis_run_end{end=\"done\"} 0"));
    CHECK(text.back() == '\n');
  }
}
