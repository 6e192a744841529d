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
  if (!readers_)
    open();
  see_afresh(now);
  return *readers_;
}

void ServedStore::open() {
  if (failed_)
    throw Fatal(*failed_);
  try {
    Index index = Index::open(store_, patience);
    readers_.emplace(StoreReaders{std::move(index), ObjectStore::open_for_reading(store_)});
    held_since_.reset();
  } catch (const Fatal& fatal) {
    failed_ = fatal.error();
    throw;
  }
}

void ServedStore::see_afresh(std::chrono::steady_clock::time_point now) {
  if (snapshot_ == std::chrono::milliseconds{0})
    return;
  if (held_since_ && now - *held_since_ < snapshot_ && !readers_->index.is_behind())
    return;
  readers_->index.release_snapshot();
  readers_->index.hold_snapshot();
  held_since_ = now;
}

void ServedStore::tick() noexcept {
  if (!readers_ || !held_since_ || std::chrono::steady_clock::now() - *held_since_ < snapshot_)
    return;
  held_since_.reset();
  try {
    readers_->index.release_snapshot();
  } catch (const Fatal&) {
    readers_.reset();  // the next request opens it again, and says what is wrong
  }
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
