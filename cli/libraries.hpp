// The libraries that the command line is built on.

#pragma once

#include <vector>

#include "base/library.hpp"

namespace noctis::cli {

[[nodiscard]] std::vector<Library> cli_libraries();

}  // namespace noctis::cli
