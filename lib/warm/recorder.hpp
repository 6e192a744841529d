// The last stage of the pipeline, and the only code that touches the writer.

#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <utility>
#include <vector>

#include "store/index_writer.hpp"
#include "store/object_store.hpp"
#include "warm/claims.hpp"
#include "warm/progress.hpp"
#include "warm/summary.hpp"
#include "warm/task.hpp"

namespace noctis {

/// One thread at a time.
class Recorder {
 public:
  /// All of them must outlive it.
  Recorder(IndexWriter& writer, ObjectStore& objects, Claims& claims, Progress& progress,
           Summary& summary)
      : writer_(writer),
        objects_(objects),
        claims_(claims),
        progress_(progress),
        summary_(summary) {}

  /// Into the batch, which is committed when it is due; what was put off is kept for later.
  void record(Done done);
  /// Files of which there is nothing to record.
  void pass_over(const std::vector<FileReport>& unchanged);
  /// `full`: the rows are synced as well.
  void commit(bool full);

  /// Any thread.
  [[nodiscard]] std::uint64_t failures() const noexcept { return failures_; }

  [[nodiscard]] std::vector<Task> take_put_off() { return std::exchange(put_off_, {}); }

 private:
  using Clock = std::chrono::steady_clock;

  void tell(const FileReport& report);
  void commit_if_due();
  [[nodiscard]] bool commit_is_due() const;

  IndexWriter& writer_;
  ObjectStore& objects_;
  Claims& claims_;
  Progress& progress_;
  Summary& summary_;
  std::atomic<std::uint64_t> failures_{summary_.failures()};
  std::vector<Task> put_off_;
  std::vector<Digest> claims_of_batch_;
  Clock::time_point last_commit_ = Clock::now();
};

}  // namespace noctis
