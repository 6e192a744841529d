#include "support/corpus.hpp"

#include <doctest/doctest.h>

namespace noctis::test {

std::optional<std::filesystem::path> corpus() {
  const std::filesystem::path path = NOCTIS_CORPUS;
  if (std::filesystem::exists(path / "inventory.jsonl"))
    return path;
  MESSAGE("skipped: no corpus beside the project");
  return std::nullopt;
}

}  // namespace noctis::test
