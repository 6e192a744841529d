// Where the index lies in a store.

#pragma once

#include <filesystem>

namespace noctis {

[[nodiscard]] inline std::filesystem::path index_path(const std::filesystem::path& store) {
  return store / "index.sqlite3";
}

}  // namespace noctis
