#include "warm/newest_first.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace noctis {

std::optional<Task> NewestFirst::next() {
  while (!walked_) {
    auto task = walk_();
    if (!task) {
      walked_ = true;
      sort();
    } else if (task->kind == TaskKind::open || task->kind == TaskKind::replan) {
      hold(std::move(*task));
    } else {
      return task;
    }
  }
  if (held_.empty())
    return std::nullopt;
  Held first = std::move(held_.back());
  held_.pop_back();
  Task task;
  task.kind = first.kind;
  task.path = std::move(first.path);
  task.stamp = first.stamp;
  if (first.known)
    task.known = std::move(*first.known);
  return task;
}

// Folders come up again after those below them: then they are another one here.
void NewestFirst::hold(Task task) {
  const std::string folder = task.path.substr(0, task.path.rfind('/') + 1);
  if (newest_.empty() || folder != last_folder_) {
    last_folder_ = folder;
    newest_.push_back(task.stamp.mtime_ns);
  }
  newest_.back() = std::max(newest_.back(), task.stamp.mtime_ns);
  held_.push_back({newest_.size() - 1, task.kind, std::move(task.path), task.stamp,
                   task.known ? std::make_unique<SourceRow>(std::move(*task.known)) : nullptr});
}

// The first to go is the last.
void NewestFirst::sort() {
  std::sort(held_.begin(), held_.end(), [this](const Held& a, const Held& b) {
    return std::tie(newest_[a.folder], b.folder, b.path) <
           std::tie(newest_[b.folder], a.folder, a.path);
  });
}

}  // namespace noctis
