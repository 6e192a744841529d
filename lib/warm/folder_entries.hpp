// What one folder holds, in the order in which the walk comes by it.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "base/result.hpp"

namespace noctis {

enum class EntryKind : std::uint8_t { file, folder, other, vanished, dangling, unreadable };

struct FolderEntry {
  std::string name;  ///< a folder's ends in '/', so that names sort as the paths below them do
  EntryKind kind = EntryKind::other;
  bool is_link = false;
  Stamp stamp;
  int error_number = 0;  ///< of what is dangling, vanished or unreadable
};

/// Fills in all but the name, and its slash.  `folder`: what the name is in, open, or AT_FDCWD.
void examine(int folder, FolderEntry& entry);

/// All but "." and "..", in the byte order of the paths below it; the stamps of many are taken on
/// several threads.
[[nodiscard]] Result<std::vector<FolderEntry>> read_folder(const std::string& path);

}  // namespace noctis
