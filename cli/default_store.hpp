// Where things are when nobody says.

#pragma once

#include <filesystem>
#include <string>

namespace noctis::cli {

/// $HOME, or what the system's list of users has (a service may have no environment); empty where
/// neither is an absolute path.
[[nodiscard]] std::filesystem::path home_folder();

/// /var/cache/noctis for root, else $XDG_CACHE_HOME/noctis, else ~/.cache/noctis; empty where there
/// is no home.
[[nodiscard]] std::string default_store();

}  // namespace noctis::cli
