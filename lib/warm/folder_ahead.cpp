#include "warm/folder_ahead.hpp"

#include <atomic>
#include <future>
#include <utility>

#include <tbb/global_control.h>
#include <tbb/task_arena.h>

namespace noctis {

struct FolderAhead::State {
  std::string path;
  std::packaged_task<Result<std::vector<FolderEntry>>()> read{[this] { return read_folder(path); }};
  std::atomic<bool> begun{false};

  explicit State(std::string of_folder) : path(std::move(of_folder)) {}

  void begin() {
    if (!begun.exchange(true))
      read();
  }
};

FolderAhead::FolderAhead(std::string path) : state_(std::make_shared<State>(std::move(path))) {
  // Not where there is one thread: what is enqueued would get another.
  if (tbb::global_control::active_value(tbb::global_control::max_allowed_parallelism) > 1)
    tbb::task_arena(tbb::task_arena::attach()).enqueue([state = state_] { state->begin(); });
}

const std::string& FolderAhead::path() const noexcept {
  return state_->path;
}

Result<std::vector<FolderEntry>> FolderAhead::take() {
  state_->begin();
  return state_->read.get_future().get();
}

}  // namespace noctis
