#include "http/log_writer.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <climits>
#include <utility>

#include <fmt/core.h>

#include "base/counted.hpp"

namespace noctis {

namespace {

using namespace std::chrono_literals;

// Lines may lie here so long, so that a write takes many.
constexpr auto interval = 250ms;
constexpr std::size_t enough_to_write = 64U << 10;
constexpr auto last_patience = 1s;

Result<UniqueFd> open_log(const std::string& path) {
  constexpr mode_t owner_alone = 0600;
  constexpr int flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY;
  const bool is_named = path != "-";
  // A pipe that nobody reads is an error, not something to wait for.
  UniqueFd file(is_named ? ::open(path.c_str(), flags | O_NONBLOCK, owner_alone)
                         : ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0));
  if (!file || (is_named && ::fcntl(file.get(), F_SETFL, O_APPEND) != 0))
    return tl::unexpected(system_error(path, errno));
  return file;
}

bool is_regular(int fd) noexcept {
  struct stat status = {};
  return ::fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
}

bool is_same_file(int one, int other) {
  const auto first = stamp_of(one);
  const auto second = stamp_of(other);
  return first && second && first->device == second->device && first->inode == second->inode;
}

bool takes_bytes(int fd, std::chrono::milliseconds patience) noexcept {
  pollfd waited{.fd = fd, .events = POLLOUT, .revents = 0};
  return ::poll(&waited, 1, static_cast<int>(patience.count())) > 0;
}

std::uint64_t line_count(std::string_view lines) noexcept {
  return static_cast<std::uint64_t>(std::count(lines.begin(), lines.end(), '\n'));
}

}  // namespace

Result<std::unique_ptr<LogWriter>> LogWriter::open(const std::string& path, Trouble on_trouble,
                                                   std::size_t room) {
  auto file = open_log(path);
  if (!file)
    return failure(file);
  return std::unique_ptr<LogWriter>(
      new LogWriter(path, std::move(*file), std::move(on_trouble), room));
}

LogWriter::LogWriter(std::string path, UniqueFd file, Trouble on_trouble, std::size_t room)
    : path_(std::move(path)),
      on_trouble_(std::move(on_trouble)),
      room_(room),
      file_(std::move(file)),
      thread_([this] { write_until_stopped(); }) {}

LogWriter::~LogWriter() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void LogWriter::add(std::string_view line) {
  bool is_enough = false;
  {
    const std::lock_guard lock(mutex_);
    if (lines_.size() + line.size() > room_) {
      ++no_room_;
      return;
    }
    const std::size_t before = lines_.size();
    lines_ += line;
    is_enough = before < enough_to_write && lines_.size() >= enough_to_write;
  }
  if (is_enough)
    changed_.notify_one();
}

void LogWriter::write_until_stopped() {
  std::string lines;
  for (bool stopping = false; !stopping;) {
    std::uint64_t no_room = 0;
    {
      std::unique_lock lock(mutex_);
      changed_.wait_for(lock, interval,
                        [this] { return stopping_ || lines_.size() >= enough_to_write; });
      stopping = stopping_;
      lines.swap(lines_);
      no_room = std::exchange(no_room_, 0);
    }
    if (reopen_.exchange(false, std::memory_order_relaxed))
      open_again();
    if (no_room > 0)
      drop(no_room, "its reader is too slow");
    if (!lines.empty()) {
      if (const auto written = write(lines); written.failed)
        drop(line_count(std::string_view(lines).substr(written.bytes)), written.failed->what);
      else if (no_room == 0 && unwritten_ > 0)
        on_trouble_(fmt::format("{}: written again, {} missing", path_,
                                counted(std::exchange(unwritten_, 0), "line is", "lines are")));
    }
    lines.clear();
  }
}

// The old file goes on where the new one cannot be opened.
void LogWriter::open_again() {
  if (path_ == "-")
    return;
  auto file = open_log(path_);
  if (!file) {
    on_trouble_("cannot be opened again: " + file.error().what);
    return;
  }
  is_torn_ = is_torn_ && is_same_file(file_.get(), file->get());
  file_ = std::move(*file);
}

void LogWriter::drop(std::uint64_t lines, const std::string& why) {
  if (unwritten_ == 0)
    on_trouble_(fmt::format("{}: lines are dropped: {}", path_, why));
  unwritten_ += lines;
}

// What a full disk tore is ended first, so that no line is glued to it.
LogWriter::Written LogWriter::write(std::string_view lines) {
  if (is_torn_)
    if (auto ended = put("\n"); ended.failed)
      return {.failed = std::move(ended.failed)};
  auto written = put(lines);
  is_torn_ = written.bytes > 0 && lines[written.bytes - 1] != '\n';
  return written;
}

// A pipe's reader is waited for until the writer is to stop, and then a little; a piece of PIPE_BUF
// bytes does not block where poll() says that there is room.
LogWriter::Written LogWriter::put(std::string_view text) {
  const bool may_block = !is_regular(file_.get());
  auto patience_ends = std::chrono::steady_clock::time_point::max();
  Written written;
  while (written.bytes < text.size()) {
    if (may_block && !takes_bytes(file_.get(), interval)) {
      const auto now = std::chrono::steady_clock::now();
      const std::lock_guard lock(mutex_);
      if (stopping_ && patience_ends == std::chrono::steady_clock::time_point::max())
        patience_ends = now + last_patience;
      if (now < patience_ends)
        continue;
      written.failed = Error{ErrorKind::io, "its reader does not read"};
      return written;
    }
    const auto piece = text.substr(written.bytes, may_block ? PIPE_BUF : std::string_view::npos);
    const auto count = write_some(file_.get(), as_bytes(piece));
    if (!count) {
      written.failed = count.error();
      return written;
    }
    written.bytes += *count;
  }
  return written;
}

}  // namespace noctis
