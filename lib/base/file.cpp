#include "base/file.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <system_error>

namespace noctis {

namespace {

// A file may say that it is of the year 2300, which is beyond what is counted here.
std::int64_t ns_of(const timespec& time) noexcept {
  constexpr std::int64_t ns_a_second = 1'000'000'000;
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max() / ns_a_second - 1;
  return std::clamp<std::int64_t>(time.tv_sec, -most, most) * ns_a_second + time.tv_nsec;
}

}  // namespace

void UniqueFd::reset() noexcept {
  if (fd_ >= 0)
    ::close(fd_);
  fd_ = -1;
}

Error system_error(std::string_view what, int error_number) {
  const ErrorKind kind = error_number == ENOENT ? ErrorKind::not_found : ErrorKind::io;
  return {kind, fmt::format("{}: {}", what, std::generic_category().message(error_number))};
}

Result<UniqueFd> open_regular_file(const std::string& path) {
  // O_NONBLOCK: a FIFO without a writer would hold a thread for ever.
  UniqueFd fd{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)};
  if (!fd)
    return tl::unexpected(system_error("cannot open", errno));
  struct stat status = {};
  if (::fstat(fd.get(), &status) != 0)
    return tl::unexpected(system_error("cannot stat", errno));
  if (!S_ISREG(status.st_mode))
    return failure(ErrorKind::unsupported, "not a regular file");
  return fd;
}

Result<Stamp> stamp_of(int fd) {
  struct stat status = {};
  if (::fstat(fd, &status) != 0)
    return tl::unexpected(system_error("cannot stat", errno));
  return stamp_of(status);
}

Stamp stamp_of(const struct stat& status) noexcept {
  return {
      .size = static_cast<std::uint64_t>(status.st_size),
      .mtime_ns = ns_of(status.st_mtim),
      .ctime_ns = ns_of(status.st_ctim),
      .device = status.st_dev,
      .inode = status.st_ino,
  };
}

Result<std::size_t> read_into(std::span<std::uint8_t> room, int fd, std::uint64_t offset) {
  std::size_t done = 0;
  while (done < room.size()) {
    const std::span<std::uint8_t> left = room.subspan(done);
    const ssize_t got = ::pread(fd, left.data(), left.size(), static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return tl::unexpected(system_error("cannot read", errno));
    if (got == 0)
      break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

Result<Bytes> read_at(int fd, std::uint64_t offset, std::size_t length) {
  Bytes bytes(length);
  const auto read = read_into(bytes, fd, offset);
  if (!read)
    return failure(read);
  bytes.resize(*read);
  return bytes;
}

Result<Bytes> read_file(const std::string& path, std::uint64_t limit) {
  const auto fd = open_regular_file(path);
  if (!fd)
    return failure(fd);
  const auto stamp = stamp_of(fd->get());
  if (!stamp)
    return failure(stamp);
  if (stamp->size > limit)
    return failure(ErrorKind::too_large, "{} bytes, more than {}", stamp->size, limit);
  return read_at(fd->get(), 0, stamp->size);
}

Result<std::size_t> write_some(int fd, ByteView bytes) {
  for (;;) {
    const ssize_t put = ::write(fd, bytes.data(), bytes.size());
    if (put >= 0)
      return static_cast<std::size_t>(put);
    if (errno == EINTR)
      continue;
    const int error_number = errno;
    const Error error = system_error("cannot write", error_number);
    errno = error_number;  // formatting may have changed it
    return tl::unexpected(error);
  }
}

Result<> write_all(int fd, ByteView bytes) {
  while (!bytes.empty()) {
    const auto put = write_some(fd, bytes);
    if (put) {
      bytes = bytes.subspan(*put);
    } else if (errno == EAGAIN) {
      pollfd output = {fd, POLLOUT, 0};
      ::poll(&output, 1, -1);
    } else {
      return failure(put);
    }
  }
  return {};
}

Result<> write_durably(const std::filesystem::path& path, ByteView bytes, mode_t mode) {
  std::string temporary = path.string() + ".XXXXXX";
  const UniqueFd fd{::mkostemp(temporary.data(), O_CLOEXEC)};
  if (!fd)
    return tl::unexpected(system_error("cannot create a temporary file", errno));
  const auto give_up = [&temporary](Error error) {
    ::unlink(temporary.c_str());
    return tl::unexpected(std::move(error));
  };
  if (const auto written = write_all(fd.get(), bytes); !written)
    return give_up(written.error());
  constexpr mode_t mode_of_mkostemp = 0600;
  if (mode != mode_of_mkostemp && ::fchmod(fd.get(), mode) != 0)
    return give_up(system_error("cannot set the mode", errno));
  if (::fsync(fd.get()) != 0)
    return give_up(system_error("cannot sync", errno));
  if (::rename(temporary.c_str(), path.c_str()) != 0)
    return give_up(system_error("cannot rename", errno));

  const std::filesystem::path parent = path.parent_path();
  const UniqueFd folder{
      ::open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  // One that may be written and not read can be synced with all around it alone.
  const bool is_synced = folder            ? ::fsync(folder.get()) == 0
                         : errno == EACCES ? ::syncfs(fd.get()) == 0
                                           : false;
  if (!is_synced)
    return tl::unexpected(system_error("cannot sync the folder", errno));
  return {};
}

}  // namespace noctis
