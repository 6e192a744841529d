#include "cli/json_events.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "base/base64.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

namespace noctis::cli {

namespace {

json::value or_null(const std::string& text) {
  return text.empty() ? json::value(nullptr) : json::value(text);
}

}  // namespace

std::string to_json_line(const FileReport& report) {
  json::object line{{"type", "file"}, {"path", to_valid_utf8(report.path)}};
  if (!is_valid_utf8(report.path))
    line["path_base64"] = to_base64(report.path);
  line["outcome"] = name_of(report.outcome);
  line["reason"] = or_null(to_valid_utf8(report.reason));
  line["error"] = report.error ? json::value(name_of(*report.error)) : json::value(nullptr);
  line["study"] = or_null(report.study_instance_uid);
  line["series"] = or_null(report.series_instance_uid);
  line["instance"] = or_null(report.sop_instance_uid);
  line["frames"] = report.frames;
  line["renditions"] = report.renditions;
  line["bytes"] = report.bytes_made;
  return json::serialize(line) + '\n';
}

void JsonPrinter::file_ended(const FileReport& report) {
  if (report.outcome != FileOutcome::unchanged)
    out_.write(to_json_line(report));
}

void JsonPrinter::note(std::string_view text) {
  out_.write(json::serialize(json::object{{"type", "note"}, {"text", to_valid_utf8(text)}}) + '\n');
}

// An earlier one, or a place that somebody made for one.
Result<> check_replaceable(const std::filesystem::path& path, std::string_view beginning,
                           std::string_view kind) {
  const auto fd = open_regular_file(path.string());
  if (!fd)
    return failure(fd.error().kind, "cannot write {}: {}", path.string(), fd.error().what);
  const auto start = read_at(fd->get(), 0, beginning.size());
  if (!start)
    return failure(start);
  if (!start->empty() && as_text(*start) != beginning)
    return failure(ErrorKind::usage, "{} is there, and no {}: it is not replaced", path.string(),
                   kind);
  return {};
}

namespace {

// Where a chain of links ends, whether something is there or not; a link still, where it does not.
std::filesystem::path end_of_links(std::filesystem::path path) {
  constexpr int longest_chain = 40;
  std::error_code error;
  for (int i = 0; i < longest_chain && std::filesystem::is_symlink(path, error); ++i)
    path = path.parent_path() / std::filesystem::read_symlink(path, error);
  return path;
}

// That of the report before it, else what the umask leaves.
mode_t mode_of_report(const std::filesystem::path& path) {
  struct stat before = {};
  if (::stat(path.c_str(), &before) == 0)
    return before.st_mode & 0777;
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

}  // namespace

Result<ReportFile> ReportFile::create(const std::filesystem::path& given,
                                      KeepWaiting keep_waiting) {
  std::error_code ignored;
  const auto status = std::filesystem::status(given, ignored);
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
    // A pipe that nobody reads is an error, not something to wait for.
    UniqueFd stream{::open(given.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)};
    if (!stream || ::fcntl(stream.get(), F_SETFL, O_WRONLY) != 0)
      return tl::unexpected(system_error(fmt::format("cannot write {}", given.string()), errno));
    return ReportFile(std::move(stream), {}, given.string(), std::move(keep_waiting));
  }
  const std::filesystem::path path = end_of_links(given);
  if (std::filesystem::is_symlink(path, ignored))
    return tl::unexpected(system_error(fmt::format("cannot write {}", given.string()), ELOOP));
  if (std::filesystem::exists(status))
    if (const auto replaceable = check_replaceable(path, R"({"type":)", "report"); !replaceable)
      return failure(replaceable);
  std::string temporary = path.string() + ".XXXXXX";
  UniqueFd fd{::mkostemp(temporary.data(), O_CLOEXEC)};
  if (!fd)
    return tl::unexpected(system_error(fmt::format("cannot write {}", path.string()), errno));
  ReportFile report(std::move(fd), std::move(temporary), path.string(), {});
  if (::fchmod(report.fd_.get(), mode_of_report(path)) != 0)
    return tl::unexpected(system_error(fmt::format("cannot write {}", path.string()), errno));
  return report;
}

ReportFile::~ReportFile() {
  end_early();
}

void ReportFile::end_early() {
  if (!fd_)
    return;
  if (temporary_.empty())
    return flush();
  if (!pending_.empty() || ::lseek(fd_.get(), 0, SEEK_CUR) != 0) {
    (void)finish();
  } else {
    ::unlink(temporary_.c_str());
    fd_.reset();
  }
}

void ReportFile::file_ended(const FileReport& report) {
  constexpr std::size_t large_piece = 1 << 16;
  pending_ += to_json_line(report);
  if (pending_.size() >= large_piece)
    flush();
}

void ReportFile::flush() {
  if (state_)
    state_ = write_patiently(fd_.get(), as_bytes(pending_), keep_waiting_);
  pending_.clear();
}

Result<> ReportFile::finish() {
  flush();
  fd_.reset();
  if (state_ && !temporary_.empty() && ::rename(temporary_.c_str(), path_.c_str()) != 0)
    state_ = tl::unexpected(system_error("cannot rename the report", errno));
  if (!state_ && !temporary_.empty())
    ::unlink(temporary_.c_str());
  return state_;
}

}  // namespace noctis::cli
