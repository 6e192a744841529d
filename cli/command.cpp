#include "cli/command.hpp"

#include <cstdio>

#include "base/file.hpp"
#include "base/text.hpp"

namespace noctis::cli {

void complain(std::string_view text) {
  fmt::print(stderr, "noctis: {}\n", escape_message(text));
}

ExitCode fail(const Error& error) {
  complain(error.what);
  return exit_code_of(error.kind);
}

const std::filesystem::path& named_store(const Globals& globals) {
  if (globals.store.empty())
    throw Fatal(ErrorKind::usage,
                "nothing says where the store is: there is no home folder; give --store");
  return globals.store;
}

void require_store(const Globals& globals) {
  const std::filesystem::path index = named_store(globals) / "index.sqlite3";
  std::error_code error;
  const auto size = std::filesystem::file_size(index, error);
  if (error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory ||
      size == 0)
    throw NoStore(globals.store);
  if (error)
    throw Fatal(system_error(index.string(), error.value()));
}

}  // namespace noctis::cli
