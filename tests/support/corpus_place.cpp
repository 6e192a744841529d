// Prints where the corpus is, for tests that are no C++; ends with 77 where there is none.

#include <cstdio>
#include <cstdlib>

#include <fmt/core.h>

#include "support/corpus.hpp"

int main() {
  constexpr int skipped = 77;
  const auto corpus = noctis::test::corpus_folder();
  if (!corpus)
    return skipped;
  fmt::print("{}\n", corpus->string());
  return EXIT_SUCCESS;
}
