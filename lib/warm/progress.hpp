// Who watches a run.

#pragma once

#include <cstdint>
#include <string_view>

#include "warm/file_report.hpp"

namespace noctis {

/// Its functions are called by one thread at a time, not always the same one.
class Progress {
 public:
  virtual ~Progress() = default;

  virtual void file_ended(const FileReport& report) = 0;
  /// Something about the run as a whole that a person should know; one line.
  virtual void note(std::string_view text) = 0;
  /// All that was told before is safe in the index; `rows`: something was written for it.
  virtual void committed(bool /*rows*/) {}
  /// The run has a row in the index.
  virtual void began(std::int64_t /*run_id*/) {}
};

}  // namespace noctis
