// A few threads for answers that take long.

#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace noctis {

/// Tasks start in the order in which they were added.  The threads give way to others of the
/// process (nice(2)), so that rendering never makes a look-up wait for a core.
class LongWorkPool {
 public:
  /// At least one thread; `most_waiting`: tasks beyond those that all threads are busy with.
  LongWorkPool(unsigned threads, std::size_t most_waiting);
  /// Finishes what has been added.
  ~LongWorkPool();
  LongWorkPool(const LongWorkPool&) = delete;
  LongWorkPool& operator=(const LongWorkPool&) = delete;

  /// Any thread's to call.  False: too many wait already, and the task is not taken.  Those that
  /// are wanted no more, by their own word, make room for others.  A task does not throw.
  [[nodiscard]] bool add(
      std::function<void()> task, std::function<bool()> is_wanted = [] { return true; });

 private:
  struct Waiting {
    std::function<void()> task;
    std::function<bool()> is_wanted;
  };

  void work();
  /// Under the lock.
  [[nodiscard]] std::vector<Waiting> take_unwanted();

  std::size_t most_at_once_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Waiting> waiting_;
  std::size_t unfinished_ = 0;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace noctis
