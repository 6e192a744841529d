// The libraries that this room is built on.

#pragma once

#include <vector>

#include "base/library.hpp"

namespace noctis {

[[nodiscard]] std::vector<Library> base_libraries();

}  // namespace noctis
