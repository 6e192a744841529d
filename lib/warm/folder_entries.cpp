#include "warm/folder_entries.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>

#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include "warm/open_folder.hpp"

namespace noctis {

void examine(int folder, FolderEntry& entry) {
  struct stat status = {};
  if (::fstatat(folder, entry.name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
    entry.error_number = errno;
    entry.kind = errno == ENOENT ? EntryKind::vanished : EntryKind::unreadable;
    return;
  }
  entry.is_link = S_ISLNK(status.st_mode);
  if (entry.is_link && ::fstatat(folder, entry.name.c_str(), &status, 0) != 0) {
    entry.error_number = errno;
    entry.kind = EntryKind::dangling;
    return;
  }
  entry.stamp = stamp_of(status);
  if (S_ISREG(status.st_mode)) {
    entry.kind = EntryKind::file;
  } else if (S_ISDIR(status.st_mode)) {
    entry.kind = EntryKind::folder;
    entry.name += '/';
  }
}

Result<std::vector<FolderEntry>> read_folder(const std::string& path) {
  const UniqueFolder folder(::opendir(path.c_str()));
  if (folder == nullptr)
    return tl::unexpected(system_error("cannot read the folder", errno));
  std::vector<FolderEntry> entries;
  errno = 0;
  while (const dirent* found = ::readdir(folder.get())) {
    if (!is_dot(found->d_name))
      entries.emplace_back().name = found->d_name;
    errno = 0;
  }
  if (errno != 0)
    return tl::unexpected(system_error("cannot read the folder", errno));

  const int fd = ::dirfd(folder.get());
  constexpr std::size_t worth_several_threads = 128;
  if (entries.size() < worth_several_threads) {
    for (FolderEntry& entry : entries)
      examine(fd, entry);
  } else {
    tbb::this_task_arena::isolate([&] {
      tbb::parallel_for(std::size_t{0}, entries.size(),
                        [&](std::size_t i) { examine(fd, entries[i]); });
    });
  }
  std::sort(entries.begin(), entries.end(),
            [](const FolderEntry& a, const FolderEntry& b) { return a.name < b.name; });
  return entries;
}

}  // namespace noctis
