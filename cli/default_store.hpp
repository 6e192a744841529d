// Where the store is when nobody says.

#pragma once

#include <string>

namespace noctis::cli {

/// /var/cache/noctis for root, else $XDG_CACHE_HOME/noctis, else ~/.cache/noctis.
[[nodiscard]] std::string default_store();

}  // namespace noctis::cli
