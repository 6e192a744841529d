// Files: one way to read one, one stamp to know one again, one durable write.

#pragma once

#include <sys/stat.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace noctis {

/// Owns a file descriptor.
class UniqueFd {
 public:
  UniqueFd() = default;
  explicit UniqueFd(int fd) noexcept : fd_(fd) {}
  ~UniqueFd() { reset(); }
  UniqueFd(UniqueFd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  UniqueFd& operator=(UniqueFd&& other) noexcept {
    if (this != &other) {
      reset();
      fd_ = std::exchange(other.fd_, -1);
    }
    return *this;
  }

  [[nodiscard]] int get() const noexcept { return fd_; }
  explicit operator bool() const noexcept { return fd_ >= 0; }
  void reset() noexcept;
  /// The caller's from now on.
  [[nodiscard]] int release() noexcept { return std::exchange(fd_, -1); }

 private:
  int fd_ = -1;
};

/// What tells that a file is still the one that was seen.  Times are nanoseconds since the epoch.
struct Stamp {
  std::uint64_t size = 0;
  std::int64_t mtime_ns = 0;
  std::int64_t ctime_ns = 0;
  std::uint64_t device = 0;
  std::uint64_t inode = 0;

  bool operator==(const Stamp&) const = default;
};

/// Opens for reading, close-on-exec, never waiting: a FIFO or a device is refused with
/// ErrorKind::unsupported.  Fails with not_found or io otherwise.
[[nodiscard]] Result<UniqueFd> open_regular_file(const std::string& path);

[[nodiscard]] Result<Stamp> stamp_of(int fd);
[[nodiscard]] Stamp stamp_of(const struct stat& status) noexcept;

/// The bytes at `offset`, as many as there is room for; how many that is, fewer where the file ends
/// before.
[[nodiscard]] Result<std::size_t> read_into(std::span<std::uint8_t> room, int fd,
                                            std::uint64_t offset);
/// `length` of them in a room of their own.
[[nodiscard]] Result<Bytes> read_at(int fd, std::uint64_t offset, std::size_t length);

/// The whole of a regular file.  Fails with too_large beyond `limit` bytes.
[[nodiscard]] Result<Bytes> read_file(const std::string& path, std::uint64_t limit);

/// What one write takes of `bytes`; how many that is.  On failure errno is write()'s.
[[nodiscard]] Result<std::size_t> write_some(int fd, ByteView bytes);

/// All of `bytes`, however many writes it takes.  On failure errno is write()'s.
[[nodiscard]] Result<> write_all(int fd, ByteView bytes);

/// Temporary beside it, write, fsync, rename, fsync of the folder: afterwards `path` holds either
/// its old bytes or all of `bytes`, whatever happens.
[[nodiscard]] Result<> write_durably(const std::filesystem::path& path, ByteView bytes,
                                     mode_t mode = 0600);

/// "what: No such file or directory", with errno's kind (ENOENT is not_found).
[[nodiscard]] Error system_error(std::string_view what, int error_number);

}  // namespace noctis
