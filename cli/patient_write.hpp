// Writing to what may not take it at once, a pipe that nobody empties or a terminal that was
// stopped, without being held up by it.

#pragma once

#include <chrono>
#include <cstddef>
#include <functional>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace noctis::cli {

/// Asked again and again while nothing can be written, with the time since something could: whether
/// to go on waiting.  Empty: for ever.
using KeepWaiting = std::function<bool(std::chrono::milliseconds)>;

/// All of `bytes`.  On failure errno is write()'s, or ETIMEDOUT where the wait was given up.
[[nodiscard]] Result<> write_while(int fd, ByteView bytes, const KeepWaiting& keep_waiting);

/// The same; and where the wait was given up, the descriptor leads to /dev/null from then on, so
/// that nobody waits for it again.
[[nodiscard]] Result<> write_patiently(int fd, ByteView bytes, const KeepWaiting& keep_waiting);

/// As many of `bytes` as are taken without a wait; how many that is.  On failure errno is
/// write()'s.
[[nodiscard]] Result<std::size_t> write_what_is_taken(int fd, ByteView bytes);

}  // namespace noctis::cli
