// --compression, which several commands have.

#pragma once

#include "cli/command.hpp"
#include "image/png.hpp"

namespace noctis::cli {

void add_compression(CLI::App& command, Compression& compression);

}  // namespace noctis::cli
