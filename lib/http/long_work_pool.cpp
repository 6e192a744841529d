#include "http/long_work_pool.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace noctis {

namespace {

constexpr int gives_way_by = 10;

}  // namespace

LongWorkPool::LongWorkPool(unsigned threads, std::size_t most_waiting)
    : most_at_once_(std::max(threads, 1U) + most_waiting) {
  for (unsigned i = 0; i < std::max(threads, 1U); ++i)
    threads_.emplace_back([this] { work(); });
}

LongWorkPool::~LongWorkPool() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_)
    thread.join();
}

bool LongWorkPool::add(std::function<void()> task, std::function<bool()> is_wanted) {
  std::vector<Waiting> unwanted;  // whatever they hold is let go of where nobody waits for it
  {
    const std::lock_guard lock(mutex_);
    if (unfinished_ >= most_at_once_)
      unwanted = take_unwanted();
    if (unfinished_ >= most_at_once_)
      return false;
    ++unfinished_;
    waiting_.push_back({std::move(task), std::move(is_wanted)});
  }
  changed_.notify_one();
  return true;
}

std::vector<LongWorkPool::Waiting> LongWorkPool::take_unwanted() {
  const auto first = std::stable_partition(waiting_.begin(), waiting_.end(),
                                           [](const Waiting& each) { return each.is_wanted(); });
  std::vector<Waiting> unwanted;
  std::move(first, waiting_.end(), std::back_inserter(unwanted));
  waiting_.erase(first, waiting_.end());
  unfinished_ -= unwanted.size();
  return unwanted;
}

void LongWorkPool::work() {
  // On Linux a thread has a priority of its own; to lower it is always allowed.
  const auto thread = static_cast<id_t>(::gettid());
  ::setpriority(PRIO_PROCESS, thread, ::getpriority(PRIO_PROCESS, thread) + gives_way_by);
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
    if (waiting_.empty())
      return;
    {
      const auto next = std::exchange(waiting_.front(), {});
      waiting_.pop_front();
      lock.unlock();
      next.task();
    }
    lock.lock();
    --unfinished_;
  }
}

}  // namespace noctis
