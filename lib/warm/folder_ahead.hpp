// A folder that is read before the walk comes to it, by a thread that has nothing else to do.

#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "warm/folder_entries.hpp"

namespace noctis {

/// One thread at a time.  One that is dropped is still read to its end, or not at all.
class FolderAhead {
 public:
  explicit FolderAhead(std::string path);

  [[nodiscard]] const std::string& path() const noexcept;
  /// As read_folder() has it; read now where no thread has begun to.  Once.
  [[nodiscard]] Result<std::vector<FolderEntry>> take();

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace noctis
