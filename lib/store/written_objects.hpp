// The objects that one ObjectStore wrote and no committed row need name yet.
//
// A night writes ten million objects: remembering them all would cost a gigabyte.  An object's row
// commits with the sync that follows it, or with the next one where a thread was between the two;
// so two generations are enough, and each sync forgets the elder.

#pragma once

#include <array>
#include <cstddef>
#include <mutex>
#include <unordered_set>
#include <vector>

#include "store/object_id.hpp"

namespace noctis {

/// Any number of threads may call every function.
class WrittenObjects {
 public:
  [[nodiscard]] bool contains(const ObjectId& id) const {
    const Shard& shard = shard_of(id);
    const std::lock_guard lock(shard.mutex);
    return shard.younger.count(id) + shard.elder.count(id) != 0;
  }

  /// Whether it was not there.
  bool insert(const ObjectId& id) {
    Shard& shard = shard_of(id);
    const std::lock_guard lock(shard.mutex);
    return shard.elder.count(id) == 0 && shard.younger.insert(id).second;
  }

  void age() {
    for (Shard& shard : shards_) {
      const std::lock_guard lock(shard.mutex);
      shard.elder.swap(shard.younger);
      shard.younger.clear();
    }
  }

  /// Right after age(): what no sync has made durable, none of it named by a committed row.
  [[nodiscard]] std::vector<ObjectId> all() const {
    std::vector<ObjectId> ids;
    for (const Shard& shard : shards_) {
      const std::lock_guard lock(shard.mutex);
      ids.insert(ids.end(), shard.elder.begin(), shard.elder.end());
      ids.insert(ids.end(), shard.younger.begin(), shard.younger.end());
    }
    return ids;
  }

 private:
  struct Shard {
    mutable std::mutex mutex;
    std::unordered_set<ObjectId> younger, elder;
  };

  // By the last byte: the hash already takes the first.
  static std::size_t index_of(const ObjectId& id) { return id.sha256.back() % shard_count; }
  Shard& shard_of(const ObjectId& id) { return shards_[index_of(id)]; }
  [[nodiscard]] const Shard& shard_of(const ObjectId& id) const { return shards_[index_of(id)]; }

  static constexpr std::size_t shard_count = 16;
  std::array<Shard, shard_count> shards_;
};

}  // namespace noctis
