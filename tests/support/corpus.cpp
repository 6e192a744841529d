#include "support/corpus.hpp"

#include <doctest/doctest.h>

namespace noctis::test {

std::optional<std::filesystem::path> corpus() {
  auto folder = corpus_folder();
  if (!folder)
    MESSAGE("skipped: no corpus beside the project");
  return folder;
}

}  // namespace noctis::test
