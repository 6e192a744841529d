// How one file ended, for those who watch the run.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "store/rows.hpp"

namespace noctis {

/// A file's end, as `--report` and the summary tell it: an outcome of the index, or nothing to do.
enum class FileOutcome : std::uint8_t {
  rendered,
  unchanged,  ///< nothing was made: all that is wanted is in the store
  duplicate,
  conflict,
  skipped,
  not_image,
  not_dicom,
  failed,
  crashed,
  pending,  ///< of a dry run: it would be looked at
};
[[nodiscard]] std::string_view name_of(FileOutcome outcome) noexcept;
[[nodiscard]] FileOutcome file_outcome_from(SourceOutcome outcome) noexcept;

/// Whether a file that ended so is DICOM with pixels, as far as is known.
[[nodiscard]] bool holds_image(SourceOutcome outcome) noexcept;

struct FileReport {
  std::string path;
  FileOutcome outcome = FileOutcome::failed;
  std::string reason;
  std::optional<ErrorKind> error;  ///< of failed
  bool is_image = false;           ///< as far as is known: DICOM with pixels
  bool known_failure = false;      ///< unchanged since it failed in an earlier run
  std::string study_instance_uid, series_instance_uid, sop_instance_uid;  ///< empty: not known
  std::string study_description;  ///< of a file that was opened
  std::uint64_t frames = 0;
  std::uint64_t renditions = 0;       ///< made by this run
  std::uint64_t pictures = 0;         ///< of them full-size
  std::uint64_t bytes_read = 0;       ///< of the file, or what was read of a large one
  std::uint64_t bytes_made = 0;       ///< of all renditions
  std::uint64_t objects_written = 0;  ///< those whose bytes were not there before
  std::uint64_t bytes_written = 0;
};

/// That there was nothing to do, the index having known of the file what `known` says.
void tell_unchanged(FileReport& report, SourceOutcome known) noexcept;

}  // namespace noctis
