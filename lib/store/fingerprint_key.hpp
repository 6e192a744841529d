// The key that an index's fingerprints are made with: that there is one.

#pragma once

#include <cstdint>

#include "store/connection.hpp"

namespace noctis {

/// 1 in a healthy index.  Throws SQLite::Exception.  Precondition: schema version 4 or later.
[[nodiscard]] std::uint64_t count_fingerprint_keys(const Connection& connection);

/// Makes one where there is none, as in a new index or an older one.  Then no image is known by its
/// digest any more: their files are looked at again, and each image gets a new row; what is
/// rendered of it once more is there already.  A missing file, which cannot be looked at, would
/// keep the old row beside the new one: where the image is in another file too, it is forgotten. In
/// a transaction of its own.  Throws SQLite::Exception.
void ensure_fingerprint_key(Connection& connection);

}  // namespace noctis
