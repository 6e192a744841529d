// What a benchmark is told: [--rounds N] [--files N] [DIR].

#pragma once

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string_view>

#include "tests/bench/support/folder.hpp"

namespace noctis {

struct BenchArguments {
  int rounds;
  int files;                                 ///< that are generated where there is no folder
  std::optional<std::filesystem::path> dir;  ///< whose files are taken instead
};

/// `rounds` and `files` where nothing is said of them.  Ends the program where the words are not
/// understood, or DIR is no folder.
[[nodiscard]] inline BenchArguments bench_arguments(int argc, char** argv, int rounds, int files) {
  BenchArguments arguments{rounds, files, {}};
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    int* number = word == "--rounds"  ? &arguments.rounds
                  : word == "--files" ? &arguments.files
                                      : nullptr;
    if (number == nullptr && !word.starts_with('-') && !arguments.dir) {
      arguments.dir = word;
      require_folder(*arguments.dir);
      continue;
    }
    if (number == nullptr || ++i == argc || (*number = std::atoi(argv[i])) < 1) {
      std::fprintf(stderr, "%s [--rounds N] [--files N] [DIR]\n", argv[0]);
      std::exit(2);
    }
  }
  return arguments;
}

}  // namespace noctis
