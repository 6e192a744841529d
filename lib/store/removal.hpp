// Removing from a store: what gc and clear do, and what a server's clear-cache does.
//
// The rows go first, in one transaction that is durable (synchronous=FULL) before any object is
// touched; the objects that no row names any more are unlinked after a grace period, in which
// a reader that has read a row still finds its object.  A removal that is cut short, by a kill or
// by a power loss, leaves either all or nothing of its rows removed, and at worst objects that no
// row names: loose ones, which the next collection removes.

#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace noctis {

/// Why something is removed.  What several reasons meet counts under the first.
enum class RemovalReason : std::uint8_t {
  pattern,
  study,
  missing_source,
  unused_preset,
  not_seen,    ///< missing for longer than the request allows
  size_limit,  ///< the studies that are gone for the longest time, then those longest unopened
  unnamed,     ///< no source names the image, or no rendition the object
  loose,       ///< a file that no row names
};
inline constexpr std::size_t removal_reasons = 8;
[[nodiscard]] std::string_view name_of(RemovalReason reason) noexcept;

struct RemovalRequest {
  /// A glob over "study-uid/series-uid/instance-uid/preset", * and ? standing for '/' too; of a
  /// master the preset is "master".  "dicom:" in front of it is passed over.  One of '*' alone is
  /// everything: sources that hold no image are forgotten, too.
  std::optional<std::string> pattern = {};
  std::vector<std::string> study_instance_uids = {};
  /// Sources that are marked as missing and are not there, and images that have no other.
  bool missing_sources = false;
  std::optional<std::vector<std::string>> presets_kept = {};  ///< the renditions of others go
  /// Of the same, those that a run found missing before then.  A file is taken to be there until a
  /// run misses it: one that nobody changes is not opened for years.
  std::optional<std::int64_t> seen_since_ns = {};
  std::optional<std::uint64_t> max_bytes = {};  ///< of all objects together, afterwards
  bool collect = false;                         ///< what is unnamed or loose, and tmp/
};

struct RemovalReport {
  struct Part {
    std::uint64_t sources = 0, images = 0, renditions = 0;
    std::uint64_t objects = 0;  ///< files, where they are loose
    std::uint64_t bytes = 0;    ///< of those
  };
  std::array<Part, removal_reasons> parts = {};  ///< by RemovalReason

  [[nodiscard]] const Part& part(RemovalReason reason) const {
    return parts[static_cast<std::size_t>(reason)];
  }
  [[nodiscard]] Part total() const noexcept;
};

/// What remove() would do.  Takes no lock.  Fails as remove() does, save for ErrorKind::busy.
[[nodiscard]] Result<RemovalReport> plan_removal(const std::filesystem::path& store,
                                                 const RemovalRequest& request);

inline constexpr std::chrono::milliseconds removal_grace{1000};

/// Fails with ErrorKind::usage where missing sources are to go and their folder is empty, absent or
/// another file system, by its name, with nothing removed.  Throws Fatal: not_found where there is
/// no store, busy where a run holds it, newer_schema, damaged, io.
[[nodiscard]] Result<RemovalReport> remove(const std::filesystem::path& store,
                                           const RemovalRequest& request,
                                           std::chrono::milliseconds grace = removal_grace);

/// The same for a caller that holds the lock already.
[[nodiscard]] Result<RemovalReport> remove_under_lock(const std::filesystem::path& store,
                                                      const RemovalRequest& request,
                                                      std::chrono::milliseconds grace);

}  // namespace noctis
