#include "base/memory.hpp"

#include <malloc.h>

#include <algorithm>

namespace noctis {

void keep_freed_memory(std::size_t bytes) noexcept {
  constexpr std::size_t most = std::size_t{32} << 20;  // beyond it glibc refuses M_MMAP_THRESHOLD
  const int kept = static_cast<int>(std::min(bytes, most));
  ::mallopt(M_MMAP_THRESHOLD, kept);
  ::mallopt(M_TRIM_THRESHOLD, kept);
}

}  // namespace noctis
