// The events of a run as JSON Lines: on standard output with --json, in a file with --report.

#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "base/file.hpp"
#include "cli/patient_write.hpp"
#include "cli/standard_output.hpp"
#include "warm/progress.hpp"

namespace noctis::cli {

/// {"type":"file","path":…,"outcome":…,"reason":…,"study":…,…} and a newline.
[[nodiscard]] std::string to_json_line(const FileReport& report);

/// On standard output: each file but the unchanged ones, and notes.
class JsonPrinter final : public Progress {
 public:
  explicit JsonPrinter(StandardOutput& out) : out_(out) {}
  void file_ended(const FileReport& report) override;
  void note(std::string_view text) override;

 private:
  StandardOutput& out_;
};

/// Whether a file that is there may make room for another of its kind ("report"): fails with
/// ErrorKind::usage where it is not empty and begins otherwise.
[[nodiscard]] Result<> check_replaceable(const std::filesystem::path& path,
                                         std::string_view beginning, std::string_view kind);

/// In a file: every file.  Written under a temporary name beside it, so that a run that is refused
/// spoils no report of another; what there is when the run ends badly gets the name all the same.
/// A pipe or a device is written to as it is; a link is followed, also to where nothing is yet; a
/// file that is there and is no report is not replaced, and the mode of one that is stays.
class ReportFile final : public Progress {
 public:
  /// Fails with ErrorKind::io, with usage for a file that is not replaced.  `keep_waiting`: while a
  /// pipe's reader takes nothing.
  static Result<ReportFile> create(const std::filesystem::path& path,
                                   KeepWaiting keep_waiting = {});
  ReportFile(ReportFile&&) noexcept = default;
  ReportFile& operator=(ReportFile&&) noexcept = default;
  ~ReportFile() override;
  void file_ended(const FileReport& report) override;
  void note(std::string_view) override {}

  /// Fails with ErrorKind::io where anything could not be written.
  [[nodiscard]] Result<> finish();
  /// The run ends before its time: what a file was told so far gets the name, if it is anything; a
  /// stream is left as it is.
  void end_early();

 private:
  ReportFile(UniqueFd fd, std::string temporary, std::string path, KeepWaiting keep_waiting)
      : fd_(std::move(fd)),
        temporary_(std::move(temporary)),
        path_(std::move(path)),
        keep_waiting_(std::move(keep_waiting)) {}
  void flush();

  UniqueFd fd_;
  std::string temporary_;
  std::string path_;
  KeepWaiting keep_waiting_;
  std::string pending_;
  Result<> state_;
};

}  // namespace noctis::cli
