// What a removal came to, or would: gc's and clear's output.

#pragma once

#include "cli/command.hpp"
#include "store/removal.hpp"

namespace noctis::cli {

/// Plans the removal or, where `removes`, carries it out, and prints what went by reason.
/// `removing_option` is what would have removed it.  Throws what they throw.
[[nodiscard]] ExitCode run_removal(const RemovalRequest& request, bool removes,
                                   const char* removing_option, const Globals& globals);

}  // namespace noctis::cli
