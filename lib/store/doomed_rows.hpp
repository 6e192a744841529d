// What a removal is about to remove, chosen in temporary tables: SQLite moves them to the disk as
// they grow, so that memory does not grow with the store.

#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "store/connection.hpp"
#include "store/object_id.hpp"
#include "store/removal.hpp"

namespace noctis {

/// One thread.  Its functions are called within one transaction of `connection`; each throws
/// SQLite::Exception.
class DoomedRows {
 public:
  /// Outside of a transaction.  The connection must outlive it.
  explicit DoomedRows(const Connection& connection);

  // Each dooms what it names, and the objects that only what is doomed names.
  void doom_pattern(const std::string& pattern);
  void doom_studies(const std::vector<std::string>& study_instance_uids);
  void doom_presets_but(const std::vector<std::string>& kept);
  void doom_beyond(std::uint64_t max_bytes);
  void doom_unnamed();
  void doom_source(std::string_view path, RemovalReason reason);
  /// The images that have no source that is not doomed; after the last call of doom_source().
  void doom_sourceless(RemovalReason reason);

  /// Counts of all that is doomed, for each reason.
  void count(RemovalReport& report) const;

  /// From the index, with what they leave behind: series, studies and attributes that are empty
  /// then, and outcomes that spoke of them.  The tables here stay.
  void remove() const;

  /// Ascending.
  void each_object(const std::function<void(const ObjectId&)>& visit) const;

 private:
  void doom_images_of(RemovalReason reason);
  void doom_objects_of(RemovalReason reason);
  // Where it ends among studies in the order in which they were seen; -1: before the first.
  [[nodiscard]] std::int64_t rank_that_suffices(std::uint64_t max_bytes) const;

  const Connection& connection_;
  PreparedStatement doom_source_;
};

}  // namespace noctis
