#include "store/writability.hpp"

#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "base/file.hpp"
#include "store/file_system.hpp"
#include "store/index.hpp"
#include "store/index_path.hpp"

namespace noctis {

namespace {

namespace fs = std::filesystem;

bool is_there(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

Result<> check_folder(const fs::path& folder) {
  std::error_code ignored;
  if (!fs::is_directory(folder, ignored))
    return failure(ErrorKind::io, "{} is no folder", folder.string());
  if (::access(folder.c_str(), R_OK | W_OK | X_OK) != 0)
    return tl::unexpected(system_error(folder.string(), errno));
  try {
    refuse_network_file_system(folder);
  } catch (const Fatal& refused) {
    return tl::unexpected(refused.error());
  }
  return {};
}

/// The folder in which the first one that is missing would be made.
fs::path nearest_that_is_there(fs::path path) {
  path = fs::absolute(path);
  while (!is_there(path) && path.has_relative_path())
    path = path.parent_path();
  return path;
}

}  // namespace

Result<StorePresence> presence_of_store(const fs::path& store) {
  if (!is_there(store)) {
    const auto made = check_folder(nearest_that_is_there(store));
    return made ? Result<StorePresence>(StorePresence::to_be_made) : failure(made);
  }
  if (const auto folder = check_folder(store); !folder)
    return failure(folder);
  if (const fs::path objects = store / "objects"; is_there(objects)) {
    if (const auto folder = check_folder(objects); !folder)
      return failure(folder);
  }
  const fs::path index = index_path(store);
  if (is_there(index) && ::access(index.c_str(), R_OK | W_OK) != 0)
    return tl::unexpected(system_error(index.string(), errno));
  if (!is_there(index))
    return StorePresence::there;
  try {  // of another kind, damaged, or newer
    (void)Index::open(store);
  } catch (const Fatal& refused) {
    return tl::unexpected(refused.error());
  }
  return StorePresence::there;
}

}  // namespace noctis
