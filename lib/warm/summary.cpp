#include "warm/summary.hpp"

#include <numeric>

#include "base/json.hpp"

namespace noctis {

std::string_view name_of(RunEnd end) noexcept {
  switch (end) {
    case RunEnd::done:
      return "done";
    case RunEnd::interrupted:
      return "interrupted";
    case RunEnd::too_many_failures:
      return "too_many_failures";
    case RunEnd::deadline:
      return "deadline";
  }
  return "done";
}

void Summary::add(const FileReport& report) {
  ++files_by_outcome[static_cast<std::size_t>(report.outcome)];
  known_failures += report.known_failure ? 1 : 0;
  image_files += report.is_image ? 1 : 0;
  if (report.renditions != 0) {
    ++images;
    frames += report.frames;
  }
  renditions += report.renditions;
  pictures += report.pictures;
  bytes_read += report.bytes_read;
  bytes_made += report.bytes_made;
  objects_written += report.objects_written;
  bytes_written += report.bytes_written;
}

std::uint64_t Summary::files() const noexcept {
  return std::accumulate(files_by_outcome.begin(), files_by_outcome.end(), std::uint64_t{0});
}

std::string to_json(const Summary& summary) {
  json::object files;
  for (std::size_t i = 0; i < summary.files_by_outcome.size(); ++i)
    files[name_of(static_cast<FileOutcome>(i))] = summary.files_by_outcome[i];
  return json::serialize(json::object{
      {"type", "summary"},
      {"end", name_of(summary.end)},
      {"files", std::move(files)},
      {"known_failures", summary.known_failures},
      {"image_files", summary.image_files},
      {"images", summary.images},
      {"frames", summary.frames},
      {"renditions", summary.renditions},
      {"pictures", summary.pictures},
      {"bytes_read", summary.bytes_read},
      {"bytes_made", summary.bytes_made},
      {"objects_written", summary.objects_written},
      {"bytes_written", summary.bytes_written},
      {"went_missing", summary.went_missing},
      {"seconds", summary.seconds},
  });
}

}  // namespace noctis
