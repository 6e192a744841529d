// How many files the process may have open.

#pragma once

#include <cstddef>

namespace noctis {

/// Raises the limit as far as `connections` need, each with its socket and the file it is sent, and
/// as it can be raised; returns how many connections it is enough for, `connections` at most.
[[nodiscard]] std::size_t raise_open_files(std::size_t connections) noexcept;

}  // namespace noctis
