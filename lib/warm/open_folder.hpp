// A folder that is being read.

#pragma once

#include <dirent.h>

#include <memory>

namespace noctis {

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};
using UniqueFolder = std::unique_ptr<DIR, CloseFolder>;

[[nodiscard]] inline bool is_dot(const char* name) noexcept {
  return name[0] == '.' && (name[1] == '\0' || (name[1] == '.' && name[2] == '\0'));
}

}  // namespace noctis
