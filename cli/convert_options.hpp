// What the command line of convert says, and what it comes to.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "cli/command.hpp"
#include "cli/input_paths.hpp"
#include "convert/convert.hpp"

namespace noctis::cli {

/// Standard input or output, where a path is expected.
inline constexpr const char* standard_stream = "-";

/// As it is given.
struct ConvertCommand {
  InputPaths inputs;
  std::string output;     ///< empty: none
  std::string name;       ///< empty: the default
  bool is_named = false;  ///< by the command line
  std::vector<std::string> presets;
  std::string window;
  std::string frame;   ///< empty, "all" or a number
  View view;           ///< what all presets share
  bool force = false;  ///< a picture may go to a terminal
  ConvertOptions run;  ///< what is given as it is run
};

enum class OutputKind : std::uint8_t { nothing, stream, file, folder };

/// A name that ends in ".png", and what is there and no folder, is a file.
[[nodiscard]] OutputKind kind_of_output(const ConvertCommand& command);

/// All of a run but its inputs.  Fails with ErrorKind::usage where the command line contradicts
/// itself, with unsupported where a picture would go to a terminal.
[[nodiscard]] Result<ConvertOptions> options_of_run(const ConvertCommand& command, OutputKind kind,
                                                    const Globals& globals);

/// Reads standard input, if it is an input, and the list of paths.  Fails with ErrorKind::usage
/// where both are standard input, and as roots_of() and read_standard_input() do.
[[nodiscard]] Result<InputOptions> inputs_of(const InputPaths& asked,
                                             const std::string& passed_over);

}  // namespace noctis::cli
