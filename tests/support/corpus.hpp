// The real files beside the project, where they are.

#pragma once

#include <filesystem>
#include <optional>

#include <doctest/doctest.h>

namespace noctis::test {

/// Nothing, with a message that the test was skipped, where the corpus is not there.
inline std::optional<std::filesystem::path> corpus() {
  const std::filesystem::path path = NOCTIS_CORPUS;
  if (std::filesystem::exists(path / "inventory.jsonl"))
    return path;
  MESSAGE("skipped: no corpus beside the project");
  return std::nullopt;
}

}  // namespace noctis::test
