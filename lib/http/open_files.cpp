#include "http/open_files.hpp"

#include <sys/resource.h>

#include <algorithm>

namespace noctis {

namespace {

// Standard streams, listeners, the access log, a terminal's worth of others.
constexpr rlim_t of_process = 64;
// An event loop has three; the index, its WAL, what it shares, the folder of objects and a file at
// work.
constexpr rlim_t of_thread = 16;

}  // namespace

std::size_t raise_open_files(std::size_t connections, unsigned threads) noexcept {
  const rlim_t others = of_process + of_thread * threads;
  const rlim_t needed = rlim_t{2} * connections + others;
  rlimit limit = {};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur < needed) {
    rlimit raised{.rlim_cur = needed, .rlim_max = std::max(limit.rlim_max, needed)};
    if (::setrlimit(RLIMIT_NOFILE, &raised) != 0) {  // only the privileged raise the hard limit
      raised = {.rlim_cur = std::min(needed, limit.rlim_max), .rlim_max = limit.rlim_max};
      ::setrlimit(RLIMIT_NOFILE, &raised);
    }
    ::getrlimit(RLIMIT_NOFILE, &limit);
  }
  if (limit.rlim_cur >= needed)
    return connections;
  return std::max(limit.rlim_cur - std::min(others, limit.rlim_cur / 2), rlim_t{2}) / 2;
}

}  // namespace noctis
