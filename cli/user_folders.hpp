// Where a user's files are when nobody says (XDG Base Directory Specification 0.8).

#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>

namespace noctis::cli {

/// `variable`, the value of HOME or null, where it is an absolute path; else what the user database
/// says of `user`; nothing where that is no absolute path either.
[[nodiscard]] std::optional<std::filesystem::path> home_of(const char* variable, uid_t user);

/// $XDG_CONFIG_HOME, else ~/.config; nothing where there is no home.
[[nodiscard]] std::optional<std::filesystem::path> configuration_folder();

/// /var/cache/noctis for root, else $XDG_CACHE_HOME/noctis, else ~/.cache/noctis; nothing where
/// there is no home.
[[nodiscard]] std::optional<std::filesystem::path> default_store();

}  // namespace noctis::cli
