// The walk merged with the index, both in path order: what is new, changed, wanted otherwise, as it
// was, or gone.

#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "store/index.hpp"
#include "warm/plan.hpp"
#include "warm/task.hpp"
#include "warm/walker.hpp"

namespace noctis {

/// One thread at a time.
class Freshness {
 public:
  /// `index` is null where there is no store yet (a dry run); `force` takes every file for changed.
  /// The store's folder is passed over, wherever it lies.  All of them must outlive it.
  Freshness(const std::vector<std::string>& roots, const std::filesystem::path& store,
            const Index* index, const Plan& plan, bool force);
  ~Freshness();

  /// The next file, in path order; nothing at the end.
  [[nodiscard]] std::optional<Task> next();

  /// Paths of the index that the walk did not come by, below roots that were walked to their end,
  /// without an error, and are not empty: an unmounted share loses nothing.
  /// Precondition: next() has returned nothing.
  [[nodiscard]] const std::vector<std::string>& vanished() const noexcept { return vanished_; }

  /// Roots that the index knows files of and that turned out empty.
  [[nodiscard]] const std::vector<std::string>& empty_roots() const noexcept {
    return empty_roots_;
  }

 private:
  [[nodiscard]] bool start_next_root();
  void finish_root();
  void pass_over_until(const std::string& path);
  [[nodiscard]] Task judge(FoundFile found);

  const std::vector<std::string>& roots_;
  WalkScope scope_;
  const Index* index_;
  const Plan& plan_;
  bool force_;

  std::size_t next_root_ = 0;
  std::optional<Walker> walker_;
  std::optional<Index::SourceCursor> cursor_;
  std::optional<SourceRow> ahead_;  // the cursor's next row
  std::uint64_t found_below_root_ = 0;
  bool root_had_error_ = false;
  std::vector<std::string> gone_below_root_;

  std::vector<std::string> vanished_;
  std::vector<std::string> empty_roots_;
};

}  // namespace noctis
