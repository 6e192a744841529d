// What a run is to be like, beyond its command line: environment and configuration file.

#pragma once

#include <string>

#include "base/result.hpp"
#include "cli/command.hpp"

namespace noctis::cli {

/// Fills in what the parsed command line left open: from a NOCTIS_* variable, else from the file
/// that --config or NOCTIS_CONFIG names, else from $XDG_CONFIG_HOME/noctis/config.toml or
/// /etc/noctis/config.toml, the first that is there.  Returns what is in force then, as a
/// configuration file.  Fails with ErrorKind::usage, naming the variable, or file and line.
[[nodiscard]] Result<std::string> configure(CLI::App& app, Globals& globals);

}  // namespace noctis::cli
