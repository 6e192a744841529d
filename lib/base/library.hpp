// What a program is built on.

#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace noctis {

/// A library of others, and the version that is in use, or why none is.
struct Library {
  std::string_view name;
  Result<std::string> version;
};

}  // namespace noctis
