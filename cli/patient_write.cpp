#include "cli/patient_write.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>

#include "base/file.hpp"

namespace noctis::cli {

namespace {

using Clock = std::chrono::steady_clock;

// A pipe that is ready takes so much without making anybody wait (pipe(7)).
constexpr std::size_t piece_of_pipe = PIPE_BUF;

bool is_regular_file(int fd) {
  struct stat status = {};
  return ::fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
}

// False where the wait is over and it still cannot.
bool wait_until_writable(int fd, const KeepWaiting& keep_waiting) {
  constexpr int between_questions_ms = 50;
  const Clock::time_point since = Clock::now();
  for (;;) {
    pollfd end = {fd, POLLOUT, 0};
    // What cannot be polled says why when it is written to.
    if (const int ready = ::poll(&end, 1, between_questions_ms);
        ready > 0 || (ready < 0 && errno != EINTR))
      return true;
    if (!keep_waiting(std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - since)))
      return false;
  }
}

void lead_to_nowhere(int fd) {
  const UniqueFd nothing{::open("/dev/null", O_WRONLY | O_CLOEXEC)};
  if (nothing)
    ::dup3(nothing.get(), fd, fd > STDERR_FILENO ? O_CLOEXEC : 0);
}

}  // namespace

Result<std::size_t> write_what_is_taken(int fd, ByteView bytes) {
  // What cannot be polled says why when it is written to.
  const auto is_ready = [fd] {
    pollfd end = {fd, POLLOUT, 0};
    return ::poll(&end, 1, 0) != 0;
  };
  std::size_t taken = 0;
  while (taken < bytes.size() && is_ready()) {
    const ByteView piece = bytes.subspan(taken, std::min(bytes.size() - taken, piece_of_pipe));
    if (const auto written = write_all(fd, piece); !written)
      return failure(written);
    taken += piece.size();
  }
  return taken;
}

Result<> write_while(int fd, ByteView bytes, const KeepWaiting& keep_waiting) {
  if (!keep_waiting || is_regular_file(fd))
    return write_all(fd, bytes);
  while (!bytes.empty()) {
    if (!wait_until_writable(fd, keep_waiting)) {
      const Error error = {ErrorKind::io, "nobody takes what is written"};
      errno = ETIMEDOUT;
      return tl::unexpected(error);
    }
    const ByteView piece = bytes.first(std::min(bytes.size(), piece_of_pipe));
    if (auto written = write_all(fd, piece); !written)
      return written;
    bytes = bytes.subspan(piece.size());
  }
  return {};
}

Result<> write_patiently(int fd, ByteView bytes, const KeepWaiting& keep_waiting) {
  auto written = write_while(fd, bytes, keep_waiting);
  if (!written && errno == ETIMEDOUT) {
    lead_to_nowhere(fd);
    errno = ETIMEDOUT;
  }
  return written;
}

}  // namespace noctis::cli
