#include "warm/run_metrics.hpp"

#include <string_view>

#include <fmt/core.h>

namespace noctis {

namespace {

std::string heading(std::string_view name, std::string_view help) {
  return fmt::format("# HELP noctis_run_{0} {1}\n# TYPE noctis_run_{0} gauge\n", name, help);
}

template <class Number>
std::string gauge(std::string_view name, std::string_view help, Number number) {
  return heading(name, help) + fmt::format("noctis_run_{} {}\n", name, number);
}

std::string seconds(std::int64_t ns) {
  return fmt::format("{:.3f}", static_cast<double>(ns) / 1e9);
}

}  // namespace

std::string run_metrics(const Summary& summary, std::int64_t started_ns, std::int64_t ended_ns) {
  std::string text =
      gauge("start_timestamp_seconds", "When the run began.", seconds(started_ns)) +
      gauge("end_timestamp_seconds", "When the run ended.", seconds(ended_ns)) +
      gauge("duration_seconds", "How long it took.", fmt::format("{:.3f}", summary.seconds));
  text += heading("end", "How it ended: 1 at one of them.");
  for (const RunEnd end :
       {RunEnd::done, RunEnd::interrupted, RunEnd::too_many_failures, RunEnd::deadline})
    text +=
        fmt::format("noctis_run_end{{end=\"{}\"}} {}\n", name_of(end), end == summary.end ? 1 : 0);
  text += heading("files", "Files by how they ended.");
  for (std::size_t i = 0; i < summary.files_by_outcome.size(); ++i)
    text += fmt::format("noctis_run_files{{outcome=\"{}\"}} {}\n",
                        name_of(static_cast<FileOutcome>(i)), summary.files_by_outcome[i]);
  text += gauge("known_failures", "Unchanged files that failed in an earlier run.",
                summary.known_failures);
  text += gauge("went_missing", "Files of earlier runs that are gone.", summary.went_missing);
  text += gauge("images", "Files of which something was rendered.", summary.images);
  text += gauge("frames", "Frames of those.", summary.frames);
  text += gauge("renditions", "All that was made.", summary.renditions);
  text += gauge("pictures", "Full-size pictures among them.", summary.pictures);
  text += gauge("objects_written", "Objects that were not there before.", summary.objects_written);
  text += gauge("read_bytes", "Bytes of the files that were read.", summary.bytes_read);
  text += gauge("made_bytes", "Bytes of all renditions.", summary.bytes_made);
  text += gauge("written_bytes", "Bytes of the objects that were written.", summary.bytes_written);
  return text;
}

}  // namespace noctis
