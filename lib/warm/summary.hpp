// What a run came to.

#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "warm/file_report.hpp"

namespace noctis {

enum class RunEnd : std::uint8_t {
  done,
  interrupted,  ///< asked to stop; everything made is committed
  too_many_failures,
  deadline,  ///< its time was over; everything made is committed
};
[[nodiscard]] std::string_view name_of(RunEnd end) noexcept;

struct Summary {
  RunEnd end = RunEnd::done;
  std::array<std::uint64_t, 10> files_by_outcome = {};  ///< by FileOutcome
  std::uint64_t known_failures = 0;  ///< unchanged files that failed in an earlier run
  std::uint64_t image_files = 0;     ///< files that hold images, whether anything was made or not
  std::uint64_t images = 0;          ///< files of which something was rendered
  std::uint64_t frames = 0;          ///< of those
  std::uint64_t renditions = 0;      ///< all that was made, masters and thumbnails too
  std::uint64_t pictures = 0;        ///< of them full-size
  std::uint64_t bytes_read = 0;
  std::uint64_t bytes_made = 0;
  std::uint64_t objects_written = 0;
  std::uint64_t bytes_written = 0;  ///< less than bytes_made where objects were there already
  std::uint64_t went_missing = 0;   ///< files of earlier runs that are gone
  double seconds = 0;

  void add(const FileReport& report);
  [[nodiscard]] std::uint64_t files(FileOutcome outcome) const noexcept {
    return files_by_outcome[static_cast<std::size_t>(outcome)];
  }
  [[nodiscard]] std::uint64_t files() const noexcept;
  /// Failed or crashed in this run.
  [[nodiscard]] std::uint64_t failures() const noexcept {
    return files(FileOutcome::failed) + files(FileOutcome::crashed);
  }
};

/// One line: what the index keeps of a run, and `--json` prints.
[[nodiscard]] std::string to_json(const Summary& summary);

}  // namespace noctis
