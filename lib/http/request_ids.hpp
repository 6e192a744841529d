// Names for requests, that the log and the client both have.

#pragma once

#include <cstdint>
#include <string>

namespace noctis {

/// No two of a process are equal, and none tells how many came before it.  One a thread.
class RequestIds {
 public:
  RequestIds();

  /// Writes 16 hexadecimal digits.
  void write_next(std::string& id);

 private:
  std::uint64_t state_;
};

}  // namespace noctis
