// What goes through the pipeline at once.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/sha256_each.hpp"
#include "store/object_store.hpp"
#include "warm/file_report.hpp"
#include "warm/task.hpp"

namespace noctis {

/// Files that are as they were, of which there is only to tell, and at most one behind them that
/// takes work.  Passed on one by one, they would cost more than the walk.
struct Handful {
  std::vector<FileReport> unchanged;
  std::optional<Task> task;
  std::optional<Done> done;  ///< of the task
};

/// Where files wait whose pictures gain by company, until these are as many as are hashed at once;
/// all others go on as they come.  One thread at a time.
class Gathering {
 public:
  explicit Gathering(std::size_t at_once = sha256_at_once(fastest_sha256_path()))
      : at_once_(at_once) {}

  /// Those that go on together: none where the handful is to wait.
  [[nodiscard]] std::vector<Handful> add(Handful handful);
  /// Those that wait.
  [[nodiscard]] std::vector<Handful> rest();

 private:
  std::size_t at_once_;
  std::vector<Handful> waiting_;
  std::size_t pictures_ = 0;
  std::uint64_t bytes_ = 0;
};

/// Puts all their pictures into the store, and settles their harvests.  Any number of threads, on
/// different handfuls.  Throws Fatal where the store cannot be written.
void put_pictures(std::span<Handful> handfuls, ObjectStore& objects);

}  // namespace noctis
