#include "cli/default_store.hpp"

#include <unistd.h>

#include <cstdlib>

namespace noctis::cli {

std::string default_store() {
  if (::geteuid() == 0)
    return "/var/cache/noctis";
  // A relative path there is to be ignored (XDG Base Directory Specification).
  if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache != nullptr && *cache == '/')
    return std::string(cache) + "/noctis";
  const char* home = std::getenv("HOME");
  return std::string(home == nullptr ? "." : home) + "/.cache/noctis";
}

}  // namespace noctis::cli
