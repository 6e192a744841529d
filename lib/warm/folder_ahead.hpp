// The folder that the walk comes to next, read while it is still busy with the one before.

#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/result.hpp"
#include "warm/folder_entries.hpp"

namespace noctis {

/// Reads on a thread of its own, which the first want() starts, unless one thread is all that there
/// may be: then it does nothing.  One thread at a time calls its functions.
class FolderAhead {
 public:
  FolderAhead();
  /// Waits for what is being read.
  ~FolderAhead();

  /// In place of what was wanted before.
  void want(std::string path);

  /// As read_folder() has it, then or now.  Waits where the folder is being read.
  [[nodiscard]] Result<std::vector<FolderEntry>> take(const std::string& path);

 private:
  struct Reading;
  void read_what_is_wanted(const std::stop_token& stop);

  std::shared_ptr<Reading> last_;  // what was wanted last, by whomever it is read
  std::mutex mutex_;
  std::condition_variable_any is_wanted_;
  std::shared_ptr<Reading> wanted_;  // it, until somebody reads it
  std::jthread thread_;
};

}  // namespace noctis
