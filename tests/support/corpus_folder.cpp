#include "support/corpus.hpp"

namespace noctis::test {

std::optional<std::filesystem::path> corpus_folder() {
  const std::filesystem::path path = NOCTIS_CORPUS;
  if (std::filesystem::exists(path / "inventory.jsonl"))
    return path;
  return std::nullopt;
}

}  // namespace noctis::test
