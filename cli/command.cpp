#include "cli/command.hpp"

#include <cstdio>

#include "base/text.hpp"

namespace noctis::cli {

void complain(std::string_view text) {
  fmt::print(stderr, "noctis: {}\n", escape_message(text));
}

ExitCode fail(const Error& error) {
  complain(error.what);
  return exit_code_of(error.kind);
}

void require_store(const Globals& globals) {
  std::error_code ignored;
  const auto size = std::filesystem::file_size(globals.store / "index.sqlite3", ignored);
  if (size == 0 || size == static_cast<std::uintmax_t>(-1))
    throw NoStore(globals.store);
}

}  // namespace noctis::cli
