#include "warm/freshness.hpp"

#include <iterator>
#include <utility>

#include "warm/file_report.hpp"

namespace noctis {

Freshness::Freshness(const std::vector<std::string>& roots, const std::filesystem::path& store,
                     const Index* index, const Plan& plan, bool force)
    : roots_(roots), scope_(roots, store.string()), index_(index), plan_(plan), force_(force) {}

Freshness::~Freshness() = default;

std::optional<Task> Freshness::next() {
  while (walker_ || start_next_root()) {
    auto found = walker_->next();
    if (!found) {
      finish_root();
      continue;
    }
    ++found_below_root_;
    Task task = judge(std::move(*found));
    root_had_error_ = root_had_error_ || task.kind == TaskKind::unreadable;
    return task;
  }
  return std::nullopt;
}

bool Freshness::start_next_root() {
  if (next_root_ == roots_.size())
    return false;
  const std::string& root = roots_[next_root_++];
  walker_.emplace(root, scope_);
  if (index_ != nullptr) {
    cursor_.emplace(index_->sources_under(root));
    ahead_ = cursor_->next();
  }
  found_below_root_ = 0;
  root_had_error_ = false;
  gone_below_root_.clear();
  return true;
}

void Freshness::finish_root() {
  // Of an empty root, one file that is known from there is enough to know.
  while (ahead_ && (found_below_root_ != 0 || gone_below_root_.empty()))
    pass_over_until(ahead_->path + '\0');
  if (found_below_root_ == 0 && !gone_below_root_.empty())
    empty_roots_.push_back(roots_[next_root_ - 1]);
  else if (!root_had_error_)
    std::move(gone_below_root_.begin(), gone_below_root_.end(), std::back_inserter(vanished_));
  ahead_.reset();
  walker_.reset();
  cursor_.reset();
}

// Rows before `path` belong to files that are no longer there.
void Freshness::pass_over_until(const std::string& path) {
  while (ahead_ && ahead_->path < path) {
    if (!ahead_->missing_since_ns)
      gone_below_root_.push_back(std::move(ahead_->path));
    ahead_ = cursor_->next();
  }
}

Task Freshness::judge(FoundFile found) {
  Task task{TaskKind::open, std::move(found.path), found.stamp, std::nullopt,
            std::move(found.error)};
  pass_over_until(task.path);
  if (ahead_ && ahead_->path == task.path) {
    task.known = std::move(ahead_);
    ahead_ = cursor_->next();
  }
  // A path of a list that was there once: it is gone, as if the walk had not come by it.
  const bool is_gone =
      task.error && task.error->kind == ErrorKind::not_found && task.known.has_value();
  if (is_gone || found.leads_nowhere) {
    task.kind = TaskKind::gone;
    if (task.known && !task.known->missing_since_ns)
      vanished_.push_back(task.path);
    return task;
  }
  if (task.error) {
    task.kind = TaskKind::unreadable;
    return task;
  }
  // A file that came back as it was needs its mark taken off, and no reading.
  if (force_ || !task.known || task.known->stamp != task.stamp)
    return task;
  const bool as_planned = task.known->plan == plan_.digest_for(task.known->outcome);
  if (as_planned && !task.known->missing_since_ns)
    task.kind = TaskKind::unchanged;
  else if (as_planned || (task.known->instance_id && holds_image(task.known->outcome)))
    task.kind = TaskKind::replan;
  return task;
}

}  // namespace noctis
