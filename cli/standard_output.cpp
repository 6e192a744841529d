#include "cli/standard_output.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "base/file.hpp"

namespace noctis::cli {

bool stdout_is_terminal() noexcept {
  return ::isatty(STDOUT_FILENO) == 1;
}
bool stderr_is_terminal() noexcept {
  return ::isatty(STDERR_FILENO) == 1;
}

bool use_color(const Globals& globals, bool is_terminal) noexcept {
  switch (globals.color) {
    case ColorChoice::always:
      return true;
    case ColorChoice::never:
      return false;
    case ColorChoice::automatic:
      break;
  }
  const char* no_color = std::getenv("NO_COLOR");
  return is_terminal && (no_color == nullptr || *no_color == '\0');
}

bool StandardOutput::write(std::string_view text) {
  constexpr std::size_t large_piece = 1 << 16;
  pending_ += text;
  return pending_.size() < large_piece || flush();
}

bool StandardOutput::flush() {
  if (reader_has_gone_ || failed_ || pending_.empty())
    return !reader_has_gone_ && !failed_;
  if (const Result<> written = write_patiently(STDOUT_FILENO, as_bytes(pending_), keep_waiting_);
      !written) {
    // SIGPIPE is ignored, so that the errno tells.
    const int error_number = errno;
    gave_up_ = error_number == ETIMEDOUT;
    reader_has_gone_ = gave_up_ || error_number == EPIPE;
    failed_ = !reader_has_gone_;
    if (error_number != EPIPE)
      (void)write_patiently(
          STDERR_FILENO,
          as_bytes(fmt::format("noctis: standard output: {}\n", written.error().what)),
          keep_waiting_);
  }
  pending_.clear();
  return !reader_has_gone_ && !failed_;
}

ExitCode StandardOutput::finish() {
  flush();
  return failed_ ? ExitCode::not_done : ExitCode::done;
}

ExitCode write_stdout(ByteView bytes) {
  StandardOutput out;
  out.write(as_text(bytes));
  return out.finish();
}

}  // namespace noctis::cli
