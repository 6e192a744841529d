// What was decided where the standard leaves a choice, or noticed where a file contradicts itself.

#pragma once

#include <string>

namespace noctis {

/// A decision or a disagreement worth telling (`--explain`): the rule's number, "R36", and one
/// line.
struct Remark {
  std::string rule;
  std::string text;

  bool operator==(const Remark&) const = default;
};

}  // namespace noctis
