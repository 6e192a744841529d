#include "warm/run_metrics.hpp"

#include <cmath>
#include <string_view>

#include "base/metrics_text.hpp"

namespace noctis {

namespace {

// To the millisecond.
double seconds(double value) {
  return std::round(value * 1e3) / 1e3;
}

}  // namespace

std::string run_metrics(const Summary& summary, std::int64_t started_ns, std::int64_t ended_ns) {
  MetricsText text;
  const auto gauge = [&text](std::string_view name, std::string_view help) {
    text.begin("noctis_run_" + std::string(name), MetricType::gauge, help);
  };
  const auto number = [&](std::string_view name, std::string_view help, auto value) {
    gauge(name, help);
    text.add(value);
  };
  number("start_timestamp_seconds", "When the run began.",
         seconds(static_cast<double>(started_ns) / 1e9));
  number("end_timestamp_seconds", "When the run ended.",
         seconds(static_cast<double>(ended_ns) / 1e9));
  number("duration_seconds", "How long it took.", seconds(summary.seconds));
  gauge("end", "How it ended: 1 at one of them.");
  for (const RunEnd end :
       {RunEnd::done, RunEnd::interrupted, RunEnd::too_many_failures, RunEnd::deadline})
    text.add(std::uint64_t{end == summary.end}, {{"end", name_of(end)}});
  gauge("files", "Files by how they ended.");
  for (std::size_t i = 0; i < summary.files_by_outcome.size(); ++i)
    text.add(summary.files_by_outcome[i], {{"outcome", name_of(static_cast<FileOutcome>(i))}});
  number("known_failures", "Unchanged files that failed in an earlier run.",
         summary.known_failures);
  number("went_missing", "Files of earlier runs that are gone.", summary.went_missing);
  number("images", "Files of which something was rendered.", summary.images);
  number("frames", "Frames of those.", summary.frames);
  number("renditions", "All that was made.", summary.renditions);
  number("pictures", "Full-size pictures among them.", summary.pictures);
  number("objects_written", "Objects that were not there before.", summary.objects_written);
  number("read_bytes", "Bytes of the files that were read.", summary.bytes_read);
  number("made_bytes", "Bytes of all renditions.", summary.bytes_made);
  number("written_bytes", "Bytes of the objects that were written.", summary.bytes_written);
  return text.text();
}

}  // namespace noctis
