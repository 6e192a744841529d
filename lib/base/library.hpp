// What a program is built on.

#pragma once

#include <string>
#include <string_view>

namespace noctis {

/// A library of others, and the version that is in use.
struct Library {
  std::string_view name;
  std::string version;
};

}  // namespace noctis
