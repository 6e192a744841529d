#include "cli/compression_option.hpp"

#include "cli/choice.hpp"

namespace noctis::cli {

void add_compression(CLI::App& command, Compression& compression) {
  const Choices<Compression> levels = {{"fast", Compression::fast},
                                       {"default", Compression::normal},
                                       {"small", Compression::small},
                                       {"reference", Compression::reference}};
  add_choice(command, "--compression", compression, levels, "Effort on the PNG files");
}

}  // namespace noctis::cli
