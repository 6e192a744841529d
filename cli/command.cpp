#include "cli/command.hpp"

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <string>

#include "base/file.hpp"
#include "base/text.hpp"
#include "cli/patient_write.hpp"
#include "store/index_path.hpp"

namespace noctis::cli {

namespace {

std::string line_of(std::string_view text) {
  return fmt::format("noctis: {}\n", escape_message(text));
}

}  // namespace

void complain(std::string_view text) {
  // A terminal that has closed takes nothing more, and there is nobody to tell that to.
  std::fputs(line_of(text).c_str(), stderr);
}

void complain_in_passing(std::string_view text) {
  static constexpr std::chrono::milliseconds patience{250};
  (void)write_while(STDERR_FILENO, as_bytes(line_of(text)),
                    [](std::chrono::milliseconds stalled) { return stalled < patience; });
}

ExitCode fail(const Error& error) {
  complain(error.what);
  return exit_code_of(error.kind);
}

void require_folder_of_store(const Globals& globals) {
  if (globals.store.empty())
    throw Fatal(ErrorKind::usage,
                "where is the store?  There is no home folder to find it in: give --store");
}

void require_store(const Globals& globals) {
  require_folder_of_store(globals);
  const std::filesystem::path index = index_path(globals.store);
  std::error_code error;
  const auto size = std::filesystem::file_size(index, error);
  if (error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory ||
      size == 0)
    throw NoStore(globals.store);
  if (error)
    throw Fatal(system_error(index.string(), error.value()));
}

}  // namespace noctis::cli
