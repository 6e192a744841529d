// The process that does the work: its surroundings, and its run.

#pragma once

#include <sys/types.h>

#include <cstdint>

#include "warm/warmer.hpp"

namespace noctis {

struct WorkerSurroundings {
  pid_t parent = 0;                ///< the worker dies with it
  int messages = -1;               ///< where RunMessages go
  int chatter = -1;                ///< where goes what libraries print
  std::uint64_t memory_limit = 0;  ///< bytes of data, in the kernel's count; 0: none
  int nice = 0;                    ///< 0..19
  bool count_files = false;        ///< beside the run, for a progress bar
};

/// To be called right after a fork, before any thread.
[[noreturn]] void run_worker(const WarmOptions& options, const WorkerSurroundings& surroundings);

}  // namespace noctis
