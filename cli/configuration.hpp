// What a run is to be like, beyond its command line: environment and configuration file.

#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "cli/command.hpp"

namespace noctis::cli {

/// Fills in what the parsed command line left open: from a NOCTIS_* variable, else from the file
/// that --config or NOCTIS_CONFIG names, else from $XDG_CONFIG_HOME/noctis/config.toml or
/// /etc/noctis/config.toml, the first that is there.  Returns what is in force then, as a
/// configuration file.  Fails with ErrorKind::usage, naming the variable, or file and line.
[[nodiscard]] Result<std::string> configure(CLI::App& app, Globals& globals);

/// The presets that a configuration file defines, on top of the built-in ones: its `preset` key
/// alone is looked at.  Each definition that is wrong is an Error of ErrorKind::usage, naming file
/// and line, and so is a file that cannot be read or is no TOML.
struct CheckedPresets {
  PresetTable table = PresetTable::built_in();
  std::size_t definitions = 0;  ///< those that are right
  std::vector<Error> errors;
};
[[nodiscard]] CheckedPresets check_presets(const std::filesystem::path& file);

}  // namespace noctis::cli
