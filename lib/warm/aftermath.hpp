// What the workers of a run that died leave to the next one of the same run.

#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "warm/slots.hpp"
#include "warm/summary.hpp"

namespace noctis {

/// The files of a run that are settled, 8 bytes each.  Two paths of one hash are one in 2^64 pairs:
/// then a file would be left for the next run.  One thread at a time.
class SettledFiles {
 public:
  void add(std::string_view path) { hashes_.push_back(std::hash<std::string_view>{}(path)); }
  /// Afterwards contains() may be asked.
  void sort() { std::sort(hashes_.begin(), hashes_.end()); }
  [[nodiscard]] bool contains(std::string_view path) const {
    return std::binary_search(hashes_.begin(), hashes_.end(), std::hash<std::string_view>{}(path));
  }

 private:
  std::vector<std::size_t> hashes_;
};

/// A file that ended a worker when nothing else was in hand, and how.
struct CrashedFile {
  InHand file;
  std::string reason;
  bool by_another = false;  ///< it may be sound: the worker was killed from elsewhere
};

struct Aftermath {
  std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();
  std::optional<std::int64_t> run_id;  ///< the run's row in the index, once there is one
  Summary so_far;                      ///< of what has been committed
  SettledFiles settled;
  std::vector<InHand> suspects;  ///< were in hand when a worker died: each is tried alone
  std::vector<CrashedFile> crashed;
};

}  // namespace noctis
