// The options of a run that nobody watches: how long, how much, how quietly.

#pragma once

#include <string>

#include "cli/command.hpp"
#include "warm/supervisor.hpp"
#include "warm/warmer.hpp"

namespace noctis::cli {

/// --order, --deadline, --file-timeout, --max-memory, --nice, --retry-lock and --metrics-file.
/// All must outlive the parsing.
void add_night(CLI::App& command, WarmOptions& warm, Supervision& supervision,
               std::string& metrics_file);

}  // namespace noctis::cli
