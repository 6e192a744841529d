// A store's readers while it changes: runs add to it, and a lost index is made anew.

#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "store/index.hpp"
#include "store/object_store.hpp"

namespace noctis {

struct StoreReaders {
  Index index;
  ObjectStore objects;
};

/// One thread at a time.
class ServedStore {
 public:
  /// Opens nothing yet.  `interval`: how long another index in the place of this one may go
  /// unnoticed, and how long one that cannot be opened is left in peace.
  /// `snapshot`: how long readers may hold one state of the store while nobody commits, for what a
  /// look-up costs then; 0: never.
  explicit ServedStore(std::filesystem::path store,
                       std::chrono::milliseconds interval = std::chrono::milliseconds{500},
                       std::chrono::milliseconds snapshot = std::chrono::milliseconds{0})
      : store_(std::move(store)), interval_(interval), snapshot_(snapshot) {}

  /// They see what was committed before.  Valid until the next call.  Throws Fatal where the store
  /// cannot be opened, each time.
  [[nodiscard]] const StoreReaders& readers();

  /// To be called now and then, so that nobody's snapshot lasts while nothing is asked.
  void tick() noexcept;

 private:
  void open();
  void see_afresh(std::chrono::steady_clock::time_point now);

  std::filesystem::path store_;
  std::chrono::milliseconds interval_;
  std::chrono::milliseconds snapshot_;
  std::optional<std::chrono::steady_clock::time_point> held_since_;
  std::optional<StoreReaders> readers_;
  std::optional<Error> failed_;
  std::optional<std::chrono::steady_clock::time_point> looked_;
};

/// Readers for work beside the event loops, as many as there are threads at it.  Any number of
/// threads.
class ReaderPool {
 public:
  explicit ReaderPool(std::filesystem::path store,
                      std::chrono::milliseconds interval = std::chrono::milliseconds{500})
      : store_(std::move(store)), interval_(interval) {}

  /// What `body` returns, called with readers that nobody else has meanwhile.  Throws Fatal as
  /// ServedStore does.
  template <class Body>
  auto with(Body&& body) {
    const Lease lease(*this);
    return std::forward<Body>(body)(lease.store->readers());
  }

 private:
  struct Lease {
    explicit Lease(ReaderPool& from) : pool(from), store(from.take()) {}
    ~Lease() { pool.give_back(std::move(store)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;

    ReaderPool& pool;
    std::unique_ptr<ServedStore> store;
  };
  [[nodiscard]] std::unique_ptr<ServedStore> take();
  void give_back(std::unique_ptr<ServedStore> store) noexcept;

  std::filesystem::path store_;
  std::chrono::milliseconds interval_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<ServedStore>> free_;
};

}  // namespace noctis
