// Whether a run could write a store, found out without making anything.

#pragma once

#include <cstdint>
#include <filesystem>

#include "base/result.hpp"

namespace noctis {

enum class StorePresence : std::uint8_t {
  there,
  to_be_made,  ///< what is there of its path can be written
};

/// Fails with ErrorKind::io where folder, index or objects cannot be written, or what is there is
/// no folder, and with unsupported on a network file system, by its name.
[[nodiscard]] Result<StorePresence> presence_of_store(const std::filesystem::path& store);

}  // namespace noctis
