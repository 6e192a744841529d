// How many files the process may have open.

#pragma once

#include <cstddef>

namespace noctis {

/// Raises the limit as far as `connections` need, each with its socket and the file it is sent, and
/// so many threads with their event loops and indexes, and as it can be raised; returns how many
/// connections it is enough for, `connections` at most.
[[nodiscard]] std::size_t raise_open_files(std::size_t connections, unsigned threads) noexcept;

}  // namespace noctis
