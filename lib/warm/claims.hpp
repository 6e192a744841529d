// Of two files that may hold one image, the second waits until the first is in the index.

#pragma once

#include <mutex>
#include <set>

#include "base/digest.hpp"

namespace noctis {

/// Any thread.
class Digests {
 public:
  /// Whether it was not there.
  bool add(const Digest& digest) {
    const std::scoped_lock lock(mutex_);
    return digests_.insert(digest).second;
  }
  void remove(const Digest& digest) {
    const std::scoped_lock lock(mutex_);
    digests_.erase(digest);
  }
  [[nodiscard]] bool contains(const Digest& digest) const {
    const std::scoped_lock lock(mutex_);
    return digests_.contains(digest);
  }

 private:
  mutable std::mutex mutex_;
  std::set<Digest> digests_;
};

/// Of attributes or of pixels, of the images in hand: each is given back once the row of the image
/// has committed, or where none will be written.  Any thread.
class Claims {
 public:
  /// Whether nobody had it.
  [[nodiscard]] bool take(const Digest& digest) { return taken_.add(digest); }
  void give_back(const Digest& digest) { taken_.remove(digest); }

 private:
  Digests taken_;
};

}  // namespace noctis
