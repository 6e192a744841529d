// Of two files that may hold one image, the second waits until the first is in the index.

#pragma once

#include <mutex>
#include <set>

#include "base/digest.hpp"

namespace noctis {

/// The digests, of attributes or of pixels, of the images in hand.  Any thread.
class Claims {
 public:
  /// Whether nobody had it.
  [[nodiscard]] bool take(const Digest& digest) {
    const std::scoped_lock lock(mutex_);
    return taken_.insert(digest).second;
  }

  /// Once the row of the image has committed, or where none will be written.
  void give_back(const Digest& digest) {
    const std::scoped_lock lock(mutex_);
    taken_.erase(digest);
  }

 private:
  std::mutex mutex_;
  std::set<Digest> taken_;
};

}  // namespace noctis
