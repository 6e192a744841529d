// The figures of a store, which take a look at all of it: kept for a while.

#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>

#include "rest/served_store.hpp"
#include "store/index.hpp"

namespace noctis {

/// Any number of threads.
class StoreFigures {
 public:
  explicit StoreFigures(ReaderPool& pool, std::chrono::seconds age_limit = std::chrono::seconds{60})
      : pool_(pool), age_limit_(age_limit) {}

  using Figures = std::shared_ptr<const StoreStatistics>;

  /// Those that were counted not long ago; null where there are none.
  [[nodiscard]] Figures known() const;

  /// The same, else counted now: who comes meanwhile gets those before, so that many who ask do not
  /// hold as many threads.  Throws Fatal.
  [[nodiscard]] Figures get();

 private:
  [[nodiscard]] Figures last() const;

  ReaderPool& pool_;
  std::chrono::seconds age_limit_;
  std::mutex counting_;
  mutable std::mutex mutex_;  // of the two below
  Figures figures_;
  std::optional<std::chrono::steady_clock::time_point> counted_;
};

}  // namespace noctis
