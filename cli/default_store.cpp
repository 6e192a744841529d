#include "cli/default_store.hpp"

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>

namespace noctis::cli {

namespace fs = std::filesystem;

namespace {

// Nothing but an absolute path is one (XDG Base Directory Specification).
fs::path absolute_or_none(const char* path) {
  return path != nullptr && *path == '/' ? fs::path(path) : fs::path();
}

}  // namespace

// NOLINTBEGIN(concurrency-mt-unsafe): no thread yet

fs::path home_folder() {
  if (fs::path home = absolute_or_none(std::getenv("HOME")); !home.empty())
    return home;
  const passwd* const user = ::getpwuid(::geteuid());
  return absolute_or_none(user == nullptr ? nullptr : user->pw_dir);
}

std::string default_store() {
  if (::geteuid() == 0)
    return "/var/cache/noctis";
  if (const fs::path cache = absolute_or_none(std::getenv("XDG_CACHE_HOME")); !cache.empty())
    return cache / "noctis";
  const fs::path home = home_folder();
  return home.empty() ? std::string() : (home / ".cache" / "noctis").string();
}

// NOLINTEND(concurrency-mt-unsafe)

}  // namespace noctis::cli
