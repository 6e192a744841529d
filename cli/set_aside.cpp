#include "cli/set_aside.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <string>
#include <utility>

namespace noctis::cli {

namespace {

Result<UniqueFd> file_without_name() {
  const char* const chosen = std::getenv("TMPDIR");
  for (const char* const folder : {chosen, "/var/tmp", "/tmp"}) {
    if (folder == nullptr || *folder == '\0')
      continue;
    std::string name = std::string(folder) + "/noctis.XXXXXX";
    UniqueFd file{::mkostemp(name.data(), O_CLOEXEC)};
    if (!file)
      continue;
    ::unlink(name.c_str());
    return file;
  }
  return tl::unexpected(system_error("cannot create a temporary file", errno));
}

}  // namespace

Result<> SetAside::add(std::string_view text) {
  if (!file_) {
    auto file = file_without_name();
    if (!file)
      return failure(file);
    file_ = std::move(*file);
  }
  if (!leaves_room(text.size()))
    return tl::unexpected(system_error("cannot write", ENOSPC));
  // What a failure before has left half-written is written over.
  if (::lseek(file_.get(), static_cast<off_t>(added_), SEEK_SET) < 0)
    return tl::unexpected(system_error("cannot write", errno));
  if (auto written = write_all(file_.get(), as_bytes(text)); !written)
    return written;
  added_ += text.size();
  return {};
}

Result<Bytes> SetAside::first() const {
  constexpr std::uint64_t piece = 1 << 16;
  if (empty())
    return Bytes();
  auto bytes = read_at(file_.get(), dropped_, std::min(piece, added_ - dropped_));
  if (bytes && bytes->empty())
    return failure(ErrorKind::io, "a temporary file has become shorter");
  return bytes;
}

void SetAside::drop(std::size_t count) noexcept {
  dropped_ += count;
  give_back();
}

// Others need the disk, the night's run above all: most of what is free stays so.
bool SetAside::leaves_room(std::size_t added) const noexcept {
  constexpr std::uint64_t share = 10;
  struct statvfs status = {};
  return ::fstatvfs(file_.get(), &status) == 0 &&
         added_ - given_back_ + added <= status.f_bavail * status.f_frsize / share;
}

// What the file system cannot take back in pieces it takes back when nothing is left.
void SetAside::give_back() noexcept {
  constexpr std::uint64_t piece = 1 << 20;  // whole blocks, and worth a call
  const std::uint64_t end = dropped_ - dropped_ % piece;
  if (empty() && ::ftruncate(file_.get(), 0) == 0)
    added_ = dropped_ = given_back_ = 0;
  else if (end > given_back_ &&
           ::fallocate(file_.get(), FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
                       static_cast<off_t>(given_back_), static_cast<off_t>(end - given_back_)) == 0)
    given_back_ = end;
}

}  // namespace noctis::cli
