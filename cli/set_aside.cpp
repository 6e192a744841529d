#include "cli/set_aside.hpp"

#include <fcntl.h>
#include <stdlib.h>
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
  if (empty())
    added_ = dropped_ = 0;
}

}  // namespace noctis::cli
