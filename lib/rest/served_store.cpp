#include "rest/served_store.hpp"

namespace noctis {

namespace {

// An event loop waits meanwhile, and all its clients with it.
constexpr std::chrono::milliseconds patience{100};

}  // namespace

const StoreReaders& ServedStore::readers() {
  const auto now = std::chrono::steady_clock::now();
  if (!looked_ || now - *looked_ >= interval_) {
    looked_ = now;
    failed_.reset();
    if (readers_ && !readers_->index.is_current())
      readers_.reset();
  }
  if (readers_)
    return *readers_;
  if (failed_)
    throw Fatal(*failed_);
  try {
    Index index = Index::open(store_, patience);
    readers_.emplace(StoreReaders{std::move(index), ObjectStore::open_for_reading(store_)});
  } catch (const Fatal& fatal) {
    failed_ = fatal.error();
    throw;
  }
  return *readers_;
}

std::unique_ptr<ServedStore> ReaderPool::take() {
  const std::lock_guard lock(mutex_);
  if (free_.empty())
    return std::make_unique<ServedStore>(store_, interval_);
  std::unique_ptr<ServedStore> store = std::move(free_.back());
  free_.pop_back();
  return store;
}

void ReaderPool::give_back(std::unique_ptr<ServedStore> store) noexcept {
  const std::lock_guard lock(mutex_);
  free_.push_back(std::move(store));
}

}  // namespace noctis
