#include "base/result.hpp"

namespace noctis {

std::string_view name_of(ErrorKind kind) noexcept {
  switch (kind) {
    case ErrorKind::malformed:
      return "malformed";
    case ErrorKind::truncated:
      return "truncated";
    case ErrorKind::unsupported:
      return "unsupported";
    case ErrorKind::too_large:
      return "too_large";
    case ErrorKind::not_dicom:
      return "not_dicom";
    case ErrorKind::not_found:
      return "not_found";
    case ErrorKind::io:
      return "io";
    case ErrorKind::busy:
      return "busy";
    case ErrorKind::newer_schema:
      return "newer_schema";
    case ErrorKind::damaged:
      return "damaged";
    case ErrorKind::usage:
      return "usage";
  }
  return "malformed";
}

}  // namespace noctis
