#include "convert/destination.hpp"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/file.hpp"

namespace noctis {

namespace fs = std::filesystem;

namespace {

// The umask can only be read by setting it.
mode_t mode_of_new_files() {
  constexpr mode_t read_and_write_for_all = 0666;
  const mode_t mask = ::umask(077);
  ::umask(mask);
  return read_and_write_for_all & ~mask;
}

[[noreturn]] void give_up(const fs::path& path, const Error& error) {
  throw Fatal(error.kind == ErrorKind::not_found ? ErrorKind::io : error.kind,
              fmt::format("{}: {}", path.string(), error.what));
}

// A picture of an earlier run, or a place that somebody made for one.  What is a picture and DICOM
// at once, by its preamble, is an input.
bool may_be_replaced(const fs::path& path) {
  constexpr std::string_view signature = "\x89PNG\r\n\x1a\n";
  const auto fd = open_regular_file(path.string());
  if (!fd)
    give_up(path, fd.error());
  constexpr std::size_t preamble = 128;
  constexpr std::string_view prefix = "DICM";
  const auto start = read_at(fd->get(), 0, preamble + prefix.size());
  if (!start)
    give_up(path, start.error());
  const std::string_view text = as_text(*start);
  return text.empty() || (text.starts_with(signature) &&
                          !text.substr(std::min(preamble, text.size())).starts_with(prefix));
}

void put_file(const fs::path& path, ByteView png, mode_t mode) {
  struct stat status = {};
  if (::lstat(path.c_str(), &status) == 0 && (!S_ISREG(status.st_mode) || !may_be_replaced(path)))
    give_up(path, {ErrorKind::io, "is there, and no picture: it is not replaced"});
  if (const Result<> written = write_durably(path, png, mode); !written)
    give_up(path, written.error());
}

void put_stream(const fs::path& path, ByteView png) {
  const UniqueFd fd{::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY)};
  if (!fd)
    give_up(path, system_error("cannot open", errno));
  if (const Result<> written = write_all(fd.get(), png); !written && errno != EPIPE)
    give_up(path, written.error());
}

}  // namespace

OutputFolder::OutputFolder(fs::path folder)
    : folder_(std::move(folder)), mode_(mode_of_new_files()) {
  std::error_code error;
  fs::create_directories(folder_, error);
  if (error)
    give_up(folder_, system_error("cannot make the folder", error.value()));
}

std::string OutputFolder::place_of(const std::string& name) const {
  return (folder_ / name).string();
}

void OutputFolder::put(const std::string& name, ByteView png) {
  const fs::path path = folder_ / name;
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  if (error)
    give_up(path.parent_path(), system_error("cannot make the folder", error.value()));
  put_file(path, png, mode_);
}

OutputFile::OutputFile(fs::path file) : file_(std::move(file)), mode_(mode_of_new_files()) {}

std::string OutputFile::place_of(const std::string& /*name*/) const {
  return file_.string();
}

void OutputFile::put(const std::string& /*name*/, ByteView png) {
  std::error_code missing;
  const fs::file_status status = fs::status(file_, missing);
  if (!fs::exists(status))
    return put_file(file_, png, mode_);
  if (!fs::is_regular_file(status) && !fs::is_directory(status))
    return put_stream(file_, png);
  put_file(fs::canonical(file_), png, mode_);
}

}  // namespace noctis
