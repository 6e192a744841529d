#include "cli/command.hpp"

#include <cstdio>

#include "base/text.hpp"

namespace noctis::cli {

void complain(std::string_view text) {
  fmt::print(stderr, "noctis: {}\n", escape_controls(text));
}

ExitCode fail(const Error& error) {
  complain(error.what);
  return exit_code_of(error.kind);
}

void require_store(const Globals& globals) {
  std::error_code ignored;
  if (!std::filesystem::exists(globals.store / "index.sqlite3", ignored))
    throw NoStore(globals.store);
}

}  // namespace noctis::cli
