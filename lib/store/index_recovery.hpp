// An index that is lost or corrupt costs a night of rendering, never an image: it is kept aside and
// made anew.
//
// Opening must be quick however large a healthy index is, so that not all of it is read each time:
// one of up to 8 MiB is checked whole, and one that an older noctis made; of a large one the
// header, the schema, the size and the first rows of each table are.  Damage beyond those shows
// when it is met: that run fails, leaving a mark (suspicion_path), and the next open checks
// everything.

#pragma once

#include <filesystem>
#include <string>

#include "store/connection.hpp"

namespace noctis {

struct OpenedIndex {
  Connection connection;
  std::string note;  ///< what was amiss; empty where nothing was
};

/// A healthy index of this build's schema, in WAL mode.  Throws Fatal.
[[nodiscard]] OpenedIndex open_or_remake_index(const std::filesystem::path& store);

/// Keeps the index aside, whatever its health, and makes it anew.  What was done, for the run's
/// log.  Precondition: the caller holds the store's lock.  Throws Fatal.
[[nodiscard]] std::string remake_index(const std::filesystem::path& store);

}  // namespace noctis
