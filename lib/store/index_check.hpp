// The index against itself: SQLite's own checks, the schema, references, and each row's values.

#pragma once

#include <filesystem>

#include "store/damage.hpp"

namespace noctis {

enum class IndexHealth : std::uint8_t {
  sound,
  mendable,  ///< some rows are wrong
  lost,      ///< not an index that this build can go on with
};

/// Reads all of it.  Throws Fatal: not_found where there is no store, newer_schema, io.
[[nodiscard]] IndexHealth check_index(const std::filesystem::path& store,
                                      const DamageVisitor& visit);

}  // namespace noctis
