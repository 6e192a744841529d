// A run that no file can ruin: a worker process does it, and is watched.  A worker that dies,
// stands still or takes too much memory is followed by another, which tries each file that was in
// hand alone, records the one that does it again as crashed, and goes on with the rest.

#pragma once

#include <chrono>
#include <cstdint>
#include <stop_token>
#include <string_view>

#include "base/result.hpp"
#include "warm/progress.hpp"
#include "warm/summary.hpp"
#include "warm/warmer.hpp"

namespace noctis {

struct Supervision {
  /// How long a file may go without a step further (a frame of many is a step).  0: for ever.
  std::chrono::milliseconds file_timeout = std::chrono::minutes{5};
  std::uint64_t max_memory = 0;  ///< of the worker, in bytes; 0: no limit
  int nice = 0;                  ///< of the worker, 0..19
  bool count_files = false;      ///< tells expected()
};

/// Hears of each file once, when its rows are safe, however many workers it took.  One thread.
class Watcher : public Progress {
 public:
  /// What has been done, with what is not committed yet; and the study at hand, where it is known.
  virtual void came_so_far(const Summary& summary, std::string_view study) = 0;
  virtual void expected(std::uint64_t files) = 0;
  /// What a library printed.
  virtual void chatter(std::string_view text) = 0;
  /// Called at least every tenth of a second: for signals, and a line that moves.
  virtual void tick() = 0;
};

/// As warm(), which it calls in another process; no thread is started in this one, and none may
/// run.  `options.slots` and `options.aftermath` are its own to set.  Throws Fatal also where one
/// worker after another dies with no file in hand.
[[nodiscard]] Result<Summary> supervised_warm(WarmOptions options, const Supervision& supervision,
                                              Watcher& watcher, const std::stop_token& stop);

}  // namespace noctis
