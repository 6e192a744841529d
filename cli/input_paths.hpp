// Which files a command is to look at: paths on the command line, and lists of paths.

#pragma once

#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "cli/command.hpp"

namespace noctis::cli {

struct InputPaths {
  std::vector<std::string> paths;
  std::string files_from;  ///< a file, "-" for standard input; empty: no list
  bool nul_separated = false;
};

/// PATH, --files-from and -0.
void add_input_paths(CLI::App& command, InputPaths& inputs, const std::string& what);

/// normalized_roots() of all of them.  Fails where a path on the command line is not there, which
/// is a slip of the fingers, or the list cannot be read to its end, or has NULs without -0; a path
/// of a list may have vanished since: that is a file that fails.
[[nodiscard]] Result<std::vector<std::string>> roots_of(const InputPaths& inputs,
                                                        const std::string& passed_over = {});

/// All of standard input.  Fails with ErrorKind::too_large beyond 2 GiB.
[[nodiscard]] Result<Bytes> read_standard_input();

}  // namespace noctis::cli
