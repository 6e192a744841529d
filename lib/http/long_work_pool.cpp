#include "http/long_work_pool.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
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

bool LongWorkPool::add(std::function<void()> task) {
  {
    const std::lock_guard lock(mutex_);
    if (unfinished_ >= most_at_once_)
      return false;
    ++unfinished_;
    waiting_.push_back(std::move(task));
  }
  changed_.notify_one();
  return true;
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
      const auto task = std::exchange(waiting_.front(), {});
      waiting_.pop_front();
      lock.unlock();
      task();
    }
    lock.lock();
    --unfinished_;
  }
}

}  // namespace noctis
