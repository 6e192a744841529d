#include "cli/user_folders.hpp"

#include <pwd.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <vector>

namespace noctis::cli {

namespace {

// A relative path is to be ignored, in the specification's words; an empty one is none.
bool is_absolute(const char* path) {
  return path != nullptr && *path == '/';
}

const char* variable(const char* name) {
  return std::getenv(name);  // NOLINT(concurrency-mt-unsafe): no thread yet
}

std::optional<std::filesystem::path> home_in_user_database(uid_t user) {
  constexpr std::size_t most = std::size_t{1} << 20;
  for (std::vector<char> text(4096); text.size() <= most; text.resize(text.size() * 2)) {
    passwd entry = {};
    passwd* found = nullptr;
    const int error = ::getpwuid_r(user, &entry, text.data(), text.size(), &found);
    if (error == ERANGE)
      continue;
    if (error != 0 || found == nullptr || !is_absolute(found->pw_dir))
      return std::nullopt;
    return found->pw_dir;
  }
  return std::nullopt;
}

std::optional<std::filesystem::path> user_folder(const char* name, const char* below_home) {
  if (const char* const folder = variable(name); is_absolute(folder))
    return folder;
  const auto home = home_of(variable("HOME"), ::geteuid());
  return home ? std::optional(*home / below_home) : std::nullopt;
}

}  // namespace

std::optional<std::filesystem::path> home_of(const char* variable, uid_t user) {
  if (is_absolute(variable))
    return variable;
  return home_in_user_database(user);
}

std::optional<std::filesystem::path> configuration_folder() {
  return user_folder("XDG_CONFIG_HOME", ".config");
}

std::optional<std::filesystem::path> default_store() {
  if (::geteuid() == 0)
    return "/var/cache/noctis";
  const auto cache = user_folder("XDG_CACHE_HOME", ".cache");
  return cache ? std::optional(*cache / "noctis") : std::nullopt;
}

}  // namespace noctis::cli
