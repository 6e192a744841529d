// The folder whose files are measured.

#pragma once

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

namespace noctis {

/// Ends the program where it is no folder.
inline void require_folder(const std::filesystem::path& folder) {
  std::error_code error;
  if (std::filesystem::is_directory(folder, error))
    return;
  std::fprintf(stderr, "%s is no folder\n", folder.c_str());
  std::exit(2);
}

/// Of all kinds, in the order of their paths.  Ends the program where it is no folder; what may not
/// be entered is passed over.
[[nodiscard]] inline std::vector<std::string> files_below(const std::filesystem::path& folder) {
  require_folder(folder);
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(
           folder, std::filesystem::directory_options::skip_permission_denied))
    if (entry.is_regular_file())
      files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace noctis
