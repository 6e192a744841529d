#include "cli/libraries.hpp"

#include <toml++/impl/version.h>
#include <CLI/Version.hpp>

namespace noctis::cli {

std::vector<Library> cli_libraries() {
  return {{"CLI11", CLI11_VERSION},
          {"toml++", fmt::format("{}.{}.{}", TOML_LIB_MAJOR, TOML_LIB_MINOR, TOML_LIB_PATCH)}};
}

}  // namespace noctis::cli
