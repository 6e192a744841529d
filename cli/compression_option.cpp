#include "cli/compression_option.hpp"

#include <map>
#include <string>

#include <CLI/CLI.hpp>

namespace noctis::cli {

void add_compression(CLI::App& command, Compression& compression) {
  const std::map<std::string, Compression> levels = {
      {"fast", Compression::fast}, {"default", Compression::normal}, {"small", Compression::small}};
  command
      .add_option("--compression", compression, "Effort on the PNG files: fast, default or small")
      ->transform(CLI::CheckedTransformer(levels).description(""))
      ->type_name("EFFORT");
}

}  // namespace noctis::cli
