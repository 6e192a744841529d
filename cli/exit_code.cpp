#include "cli/exit_code.hpp"

namespace noctis::cli {

ExitCode exit_code_of(ErrorKind kind) noexcept {
  switch (kind) {
    case ErrorKind::usage:
      return ExitCode::usage;
    case ErrorKind::busy:
      return ExitCode::busy;
    case ErrorKind::newer_schema:
      return ExitCode::newer_store;
    case ErrorKind::damaged:
      return ExitCode::damage;
    case ErrorKind::malformed:
    case ErrorKind::truncated:
    case ErrorKind::unsupported:
    case ErrorKind::too_large:
    case ErrorKind::not_dicom:
    case ErrorKind::not_found:
    case ErrorKind::io:
      break;
  }
  return ExitCode::not_done;
}

}  // namespace noctis::cli
