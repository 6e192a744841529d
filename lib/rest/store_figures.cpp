#include "rest/store_figures.hpp"

namespace noctis {

StoreFigures::Figures StoreFigures::known() const {
  const std::lock_guard lock(mutex_);
  if (!counted_ || std::chrono::steady_clock::now() - *counted_ >= age_limit_)
    return nullptr;
  return figures_;
}

StoreFigures::Figures StoreFigures::last() const {
  const std::lock_guard lock(mutex_);
  return figures_;
}

StoreFigures::Figures StoreFigures::get() {
  std::unique_lock counting(counting_, std::try_to_lock);
  if (!counting) {
    if (Figures figures = last())
      return figures;
    counting.lock();  // the first time of all
  }
  if (Figures figures = known())
    return figures;
  auto figures = pool_.with([](const StoreReaders& readers) {
    return std::make_shared<const StoreStatistics>(readers.index.statistics());
  });
  const std::lock_guard lock(mutex_);
  figures_ = figures;
  counted_ = std::chrono::steady_clock::now();
  return figures;
}

}  // namespace noctis
