// Lines on their way to a file or a pipe, by a thread of their own: whoever adds one never waits
// for a disk or a reader.

#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "base/file.hpp"
#include "base/result.hpp"

namespace noctis {

/// What finds no room, or cannot be written, is dropped and counted.
class LogWriter {
 public:
  /// What could not be written, and why; called from the writing thread, once a trouble begins and
  /// once it is over, with the number of lines that it cost.
  using Trouble = std::function<void(const std::string& what)>;

  static constexpr std::size_t default_room = std::size_t{8} << 20;  // bytes

  /// `path`: a file, appended to and made (0600) where it is missing; "-": standard output.  Fails
  /// with io, or not_found; a FIFO that nobody reads fails, too, instead of being waited for.
  [[nodiscard]] static Result<std::unique_ptr<LogWriter>> open(const std::string& path,
                                                               Trouble on_trouble,
                                                               std::size_t room = default_room);
  /// Writes what is left, waiting for a reader a second at most.
  ~LogWriter();
  LogWriter(const LogWriter&) = delete;
  LogWriter& operator=(const LogWriter&) = delete;

  /// A line with its end.  Any thread.
  void add(std::string_view line);

  /// The file is opened again under its name, for logs that are rotated.  Any thread.
  void reopen() noexcept { reopen_.store(true, std::memory_order_relaxed); }

 private:
  /// How much of a text went, and why no more.
  struct Written {
    std::size_t bytes = 0;
    std::optional<Error> failed = {};
  };

  LogWriter(std::string path, UniqueFd file, Trouble on_trouble, std::size_t room);
  void write_until_stopped();
  void open_again();
  [[nodiscard]] Written write(std::string_view lines);
  [[nodiscard]] Written put(std::string_view text);
  void drop(std::uint64_t lines, const std::string& why);

  const std::string path_;
  const Trouble on_trouble_;
  const std::size_t room_;
  UniqueFd file_;                // of the writing thread
  std::uint64_t unwritten_ = 0;  // lines of the trouble that goes on; of the writing thread
  bool is_torn_ = false;         // the last byte written ends no line; of the writing thread
  std::atomic<bool> reopen_ = false;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::string lines_;
  std::uint64_t no_room_ = 0;  // lines
  bool stopping_ = false;

  std::thread thread_;
};

}  // namespace noctis
