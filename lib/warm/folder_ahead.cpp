#include "warm/folder_ahead.hpp"

#include <future>
#include <stop_token>
#include <utility>

#include <tbb/global_control.h>

namespace noctis {

struct FolderAhead::Reading {
  explicit Reading(std::string of_folder) : path(std::move(of_folder)) {}

  std::string path;
  std::packaged_task<Result<std::vector<FolderEntry>>()> read{[this] { return read_folder(path); }};
};

FolderAhead::FolderAhead() = default;
FolderAhead::~FolderAhead() = default;

void FolderAhead::want(std::string path) {
  if (tbb::global_control::active_value(tbb::global_control::max_allowed_parallelism) < 2)
    return;
  last_ = std::make_shared<Reading>(std::move(path));
  {
    const std::scoped_lock lock(mutex_);
    wanted_ = last_;
  }
  is_wanted_.notify_one();
  // Not sooner: of a list of files each is a walk of its own.
  if (!thread_.joinable())
    thread_ = std::jthread([this](const std::stop_token& stop) { read_what_is_wanted(stop); });
}

Result<std::vector<FolderEntry>> FolderAhead::take(const std::string& path) {
  const std::shared_ptr<Reading> reading = std::exchange(last_, nullptr);
  bool has_begun = true;
  if (reading) {
    const std::scoped_lock lock(mutex_);
    has_begun = wanted_ != reading;
    wanted_.reset();
  }
  if (!reading || reading->path != path || !has_begun)
    return read_folder(path);
  return reading->read.get_future().get();
}

void FolderAhead::read_what_is_wanted(const std::stop_token& stop) {
  for (;;) {
    std::shared_ptr<Reading> reading;
    {
      std::unique_lock lock(mutex_);
      if (!is_wanted_.wait(lock, stop, [this] { return wanted_ != nullptr; }))
        return;
      reading = std::exchange(wanted_, nullptr);
    }
    reading->read();
  }
}

}  // namespace noctis
