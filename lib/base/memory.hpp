// Memory that is used again and again.

#pragma once

#include <cstddef>

namespace noctis {

/// Keeps up to `bytes` of freed memory a thread for what comes next, instead of giving it back to
/// the system: buffers of a picture's size are taken and freed all the time, and the page faults of
/// new ones cost a fifth of a run.  For the whole process, before it has many threads.  At most 32
/// MiB count.
void keep_freed_memory(std::size_t bytes) noexcept;

}  // namespace noctis
