// The names that a run has given away: no two pictures get the same one.

#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

namespace noctis {

/// One thread at a time; the same claims in the same order get the same names.
class OutputNames {
 public:
  /// `name`, which ends in ".png", or where that is taken, "a~2.png", "a~3.png"…  Names that differ
  /// only in the case of ASCII letters are the same: some file systems hold them so.
  [[nodiscard]] std::string claim(const std::string& name);

 private:
  std::unordered_map<std::string, std::uint64_t> next_;  // of each name taken, what to try next
};

}  // namespace noctis
