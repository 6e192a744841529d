// What a worker tells the process that watches it, as bytes in a pipe.

#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "warm/progress.hpp"
#include "warm/summary.hpp"

namespace noctis {

struct RunNote {
  std::string text;
};
/// All that was told before it is in the index.
struct RunCommitted {};
struct RunBegan {
  std::int64_t run_id = 0;
};
struct RunExpects {
  std::uint64_t files = 0;
};
struct RunFailed {
  Error error;
  bool fatal = false;
};
using RunMessage =
    std::variant<FileReport, RunNote, RunCommitted, RunBegan, RunExpects, Summary, RunFailed>;

[[nodiscard]] std::string to_bytes(const RunMessage& message);

/// Puts messages together from pieces.  The other end may have run wild: nothing that it sends is
/// believed beyond its bounds.  One thread at a time.
class MessageReader {
 public:
  void add(std::string_view piece) { pending_ += piece; }
  /// Nothing where a message is not whole yet.  Fails with ErrorKind::malformed for good.
  [[nodiscard]] Result<std::optional<RunMessage>> next();

 private:
  std::string pending_;
  std::size_t read_ = 0;
};

/// Writes them to a pipe, gathered into large pieces, what was committed at once.  Any thread.
class MessageSender final : public Progress {
 public:
  explicit MessageSender(int fd) : fd_(fd) {}

  void file_ended(const FileReport& report) override;
  void note(std::string_view text) override { send(RunNote{std::string(text)}, true); }
  void committed(bool rows) override { send(RunCommitted{}, rows); }
  void began(std::int64_t run_id) override { send(RunBegan{run_id}, true); }

  /// Ends the process where nobody reads any more.
  void send(const RunMessage& message, bool at_once);

 private:
  void write_when_due(bool at_once);

  std::mutex mutex_;
  int fd_;
  std::string pending_;
  std::chrono::steady_clock::time_point sent_;
};

}  // namespace noctis
