// The files below some roots, in the byte order of their paths.

#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "base/result.hpp"

namespace noctis {

/// A file that the walk came by: its path and its stamp, or why there is none.
struct FoundFile {
  std::string path;
  Stamp stamp;
  std::optional<Error> error;  ///< a folder that cannot be read, a file that vanished
};

}  // namespace noctis
