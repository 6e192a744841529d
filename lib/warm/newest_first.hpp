// The files that there is something to do with, newest studies first.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "warm/task.hpp"

namespace noctis {

/// A study lies in a folder, mostly, and its date is inside its files: folders go by the newest
/// modification time of what is to be done in them, a folder's files by their paths.  What there is
/// nothing to do with is handed on at once; the others, some 200 bytes each, are held until the
/// walk is over.  One thread at a time.
class NewestFirst {
 public:
  using Source = std::function<std::optional<Task>()>;
  explicit NewestFirst(Source walk) : walk_(std::move(walk)) {}

  [[nodiscard]] std::optional<Task> next();

 private:
  struct Held {
    std::size_t folder;
    TaskKind kind;
    std::string path;
    Stamp stamp;
    std::unique_ptr<SourceRow> known;
  };

  void hold(Task task);
  void sort();

  Source walk_;
  bool walked_ = false;
  std::vector<Held> held_;
  std::string last_folder_;
  std::vector<std::int64_t> newest_;  // of each folder, in the order of the walk
};

}  // namespace noctis
