#include "warm/walker.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "warm/folder_ahead.hpp"
#include "warm/folder_entries.hpp"
#include "warm/open_folder.hpp"

namespace noctis {

namespace {

namespace fs = std::filesystem;

using FolderIdentity = std::pair<std::uint64_t, std::uint64_t>;  // device, inode

// Whether `path` or a folder above it is in `folders`.
bool is_covered(const std::set<std::string, std::less<>>& folders, std::string_view path) {
  if (folders.contains("/") || folders.contains(path))
    return true;
  for (std::size_t end = path.find('/', 1); end != std::string_view::npos;
       end = path.find('/', end + 1))
    if (folders.contains(path.substr(0, end)))
      return true;
  return false;
}

// ".." behind a link leads to the folder that the link's target lies in.
std::string without_dots(const std::string& path) {
  const fs::path absolute = fs::absolute(path);
  std::error_code error;
  if (std::find(absolute.begin(), absolute.end(), "..") != absolute.end())
    if (const fs::path real = fs::canonical(absolute, error); !error)
      return real.string();
  return absolute.lexically_normal().string();
}

std::string normalized(const std::string& path) {
  std::string normal = without_dots(path);
  while (normal.size() > 1 && normal.back() == '/')
    normal.pop_back();
  return normal;
}

std::string canonical(const std::string& path) {
  std::error_code error;
  const fs::path real = fs::canonical(path, error);
  return error ? path : real.string();
}

}  // namespace

std::vector<std::string> normalized_roots(std::vector<std::string> paths,
                                          const std::string& passed_over) {
  for (std::string& path : paths)
    path = normalized(path);
  std::sort(paths.begin(), paths.end());
  const std::string wall = passed_over.empty() ? std::string() : normalized(passed_over);
  std::vector<std::string> roots;
  std::set<std::string, std::less<>> outside, inside;
  for (std::string& path : paths) {
    auto& kept = !wall.empty() && is_covered({wall}, path) ? inside : outside;
    if (is_covered(kept, path))
      continue;
    kept.insert(path);
    roots.push_back(std::move(path));
  }
  return roots;
}

WalkScope::WalkScope(const std::vector<std::string>& roots, const std::string& passed_over) {
  for (const std::string& root : roots)
    canonical_roots_.insert(canonical(root));
  struct stat status = {};
  if (!passed_over.empty() && ::stat(passed_over.c_str(), &status) == 0)
    passed_over_ = stamp_of(status);
}

bool WalkScope::is_passed_over(const Stamp& folder) const noexcept {
  return passed_over_.inode != 0 && folder.device == passed_over_.device &&
         folder.inode == passed_over_.inode;
}

bool WalkScope::covers(const std::string& folder) const {
  return is_covered(canonical_roots_, canonical(folder));
}

struct Walker::State {
  struct Level {
    std::string folder;  // ends in '/'
    std::vector<FolderEntry> entries;
    std::size_t next = 0;
    bool below_link = false;
    std::size_t next_folder = 0;  // none before it from `next` on
  };

  const WalkScope& scope;
  std::set<FolderIdentity> entered_by_link;
  std::vector<Level> levels;
  std::optional<FoundFile> root_itself;  // a file, or what is wrong with the root
  FolderAhead ahead;

  explicit State(const WalkScope& of_run) : scope(of_run) {}

  void start(const std::string& root) {
    FolderEntry entry;
    entry.name = root;
    examine(AT_FDCWD, entry);
    if (entry.kind == EntryKind::folder) {
      std::string folder = root;
      if (folder.back() != '/')
        folder += '/';
      if (auto error = enter(std::move(folder), false))
        root_itself = std::move(error);
    } else if (entry.kind == EntryKind::file) {
      root_itself = FoundFile{root, entry.stamp, std::nullopt, false};
    } else if (entry.error_number != 0) {
      root_itself = FoundFile{root, {}, system_error("cannot stat", entry.error_number), false};
    } else {
      root_itself =
          FoundFile{root, {}, Error{ErrorKind::unsupported, "neither a file nor a folder"}, false};
    }
  }

  // What is wrong with the folder, if anything is.
  std::optional<FoundFile> enter(std::string folder, bool below_link) {
    auto entries = ahead.take(folder);
    if (!entries) {
      look_ahead();
      folder.pop_back();
      return FoundFile{folder.empty() ? "/" : std::move(folder), {}, entries.error(), false};
    }
    levels.push_back({std::move(folder), std::move(*entries), 0, below_link});
    look_ahead();
    return std::nullopt;
  }

  // The folder that is entered next is read while the files before it are dealt with.  Whether one
  // behind a link is entered is known only then.
  void look_ahead() {
    for (auto level = levels.rbegin(); level != levels.rend(); ++level) {
      std::size_t& i = level->next_folder;
      i = std::max(i, level->next);
      while (i < level->entries.size() && level->entries[i].kind != EntryKind::folder)
        ++i;
      if (i == level->entries.size())
        continue;
      const FolderEntry& entry = level->entries[i];
      if (!level->below_link && !entry.is_link && !scope.is_passed_over(entry.stamp))
        ahead.want(level->folder + entry.name);
      return;
    }
  }

  // A folder behind a link is left out where the walk comes by it anyway, or came by it behind
  // another link.
  bool leads_elsewhere(const std::string& path, const FolderEntry& entry) {
    return !scope.covers(path) &&
           entered_by_link.emplace(entry.stamp.device, entry.stamp.inode).second;
  }
};

Walker::Walker(const std::string& root, const WalkScope& scope)
    : state_(std::make_unique<State>(scope)) {
  state_->start(root);
}

Walker::~Walker() = default;
Walker::Walker(Walker&&) noexcept = default;
Walker& Walker::operator=(Walker&&) noexcept = default;

std::optional<FoundFile> Walker::next() {
  if (state_->root_itself)
    return std::exchange(state_->root_itself, std::nullopt);
  while (!state_->levels.empty()) {
    State::Level& level = state_->levels.back();
    if (level.next == level.entries.size()) {
      state_->levels.pop_back();
      continue;
    }
    const FolderEntry entry = std::move(level.entries[level.next++]);
    std::string path = level.folder + entry.name;
    switch (entry.kind) {
      case EntryKind::file:
        return FoundFile{std::move(path), entry.stamp, std::nullopt, false};
      case EntryKind::folder: {
        const bool below_link = level.below_link || entry.is_link;
        if (state_->scope.is_passed_over(entry.stamp) ||
            (below_link && !state_->leads_elsewhere(path, entry)))
          break;
        if (auto error = state_->enter(std::move(path), below_link))
          if (error->error->kind != ErrorKind::not_found)
            return error;
        break;
      }
      case EntryKind::dangling:
        return FoundFile{std::move(path), {}, std::nullopt, true};
      case EntryKind::unreadable:
        return FoundFile{
            std::move(path), {}, system_error("cannot stat", entry.error_number), false};
      case EntryKind::other:
      case EntryKind::vanished:
        break;
    }
  }
  return std::nullopt;
}

std::uint64_t count_files(const std::vector<std::string>& roots, const std::stop_token& stop) {
  std::uint64_t count = 0;
  std::vector<std::string> folders;
  for (const std::string& root : roots) {
    std::error_code error;
    if (fs::is_directory(root, error))
      folders.push_back(root);
    else
      ++count;
  }
  while (!folders.empty() && !stop.stop_requested()) {
    const std::string path = std::move(folders.back());
    folders.pop_back();
    const UniqueFolder folder(::opendir(path.c_str()));
    if (folder == nullptr)
      continue;
    while (const dirent* found = ::readdir(folder.get())) {
      if (found->d_type == DT_DIR && !is_dot(found->d_name))
        folders.push_back(path + "/" + found->d_name);
      else if (found->d_type == DT_REG || found->d_type == DT_LNK || found->d_type == DT_UNKNOWN)
        ++count;
    }
  }
  return count;
}

}  // namespace noctis
