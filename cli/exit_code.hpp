// How the program ends, as the manual lists it.

#pragma once

#include "base/result.hpp"

namespace noctis::cli {

enum class ExitCode : int {
  done = 0,
  not_done = 1,       ///< the run could not be done
  usage = 2,          ///< the command line or the configuration
  some_failed = 3,    ///< done, but at least one file failed
  no_image = 4,       ///< no DICOM image among the inputs
  damage = 5,         ///< the store contradicts itself, or this build a display rule
  no_store = 10,      ///< no store there
  busy = 11,          ///< another run holds the store
  newer_store = 12,   ///< the store is newer than this build
  deadline = 124,     ///< the deadline came, the rest is for the next run
  hung_up = 129,      ///< by SIGHUP, everything committed
  interrupted = 130,  ///< by SIGINT, everything committed
  terminated = 143,   ///< by SIGTERM, everything committed
};

/// Of an error that ends the command.
[[nodiscard]] ExitCode exit_code_of(ErrorKind kind) noexcept;

}  // namespace noctis::cli
