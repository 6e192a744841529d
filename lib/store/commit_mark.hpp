// What the WAL-index says of the last commit: how one who holds a snapshot knows, for a tenth of a
// microsecond, whether there is a newer state.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

struct sqlite3;

namespace noctis {

/// The first copy of the WAL-index's header (SQLite, "WAL-mode File Format"), which SQLite
/// writes last when anybody commits, from whatever process.
using CommitMark = std::array<std::uint32_t, 12>;

/// Another value whenever there was a commit, and now and then where there was none.  Nothing where
/// SQLite's file system has no shared memory.  Precondition: the connection is of an index that has
/// a WAL and has read it, so that SQLite has the WAL-index open; nobody else uses it meanwhile.
[[nodiscard]] std::optional<CommitMark> commit_mark(sqlite3* database) noexcept;

}  // namespace noctis
