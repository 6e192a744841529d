// The one writer of a store.

#pragma once

#include <chrono>
#include <filesystem>
#include <utility>

#include "base/file.hpp"

namespace noctis {

/// flock on STORE/lock, from construction to destruction; it dies with the process, so that no
/// stale lock ever blocks a night.
class StoreLock {
 public:
  /// Makes the store's folder (0700) and the lock file (0600) where they are missing; tries for
  /// `patience`, at least once.  Throws Fatal: busy where another run holds it, io, or unsupported
  /// on a network file system, by its name.
  static StoreLock acquire(const std::filesystem::path& store, std::chrono::milliseconds patience);

 private:
  explicit StoreLock(UniqueFd fd) : fd_(std::move(fd)) {}
  UniqueFd fd_;
};

}  // namespace noctis
