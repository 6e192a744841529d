// The names that a run has given away: no two pictures get the same one.

#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

namespace noctis {

/// One thread at a time; the same claims in the same order get the same numbers.
class OutputNames {
 public:
  /// The number to be numbered() with for a name of one's own.  Names that differ only in the case
  /// of ASCII letters are the same: some file systems hold them so.
  [[nodiscard]] std::uint64_t claim(const std::string& name);

 private:
  std::unordered_map<std::string, std::uint64_t> next_;  // of each name taken, what to try next
};

/// `name`, which ends in ".png", where the number is 1; else "a~2.png", "a~3.png"…
[[nodiscard]] std::string numbered(const std::string& name, std::uint64_t number);

}  // namespace noctis
