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
  if (!(is_holding_ && set_aside())) {
    pour_out(Taking::all);
    put(pending_, Taking::all);
  }
  pending_.clear();
  return goes_on();
}

// The reader is asked each time, also where something is aside: it may have gone on, or away.
// False where what is left is to be waited for.
bool StandardOutput::set_aside() {
  pour_out(Taking::at_once);
  if (aside_.empty())
    pending_.erase(0, put(pending_, Taking::at_once));
  return !goes_on() || pending_.empty() || aside_.add(pending_);
}

void StandardOutput::pour_out(Taking taking) {
  while (goes_on() && !aside_.empty()) {
    const auto bytes = aside_.first();
    if (!bytes)
      return fail(bytes.error(), EIO);
    const std::size_t taken = put(as_text(*bytes), taking);
    aside_.drop(taken);
    if (taken < bytes->size())
      return;
  }
}

// How much of it was taken.
std::size_t StandardOutput::put(std::string_view text, Taking taking) {
  if (!goes_on())
    return 0;
  const ByteView bytes = as_bytes(text);
  const Result<std::size_t> taken =
      taking == Taking::at_once
          ? write_what_is_taken(STDOUT_FILENO, bytes)
          : write_patiently(STDOUT_FILENO, bytes, keep_waiting_).map([&] { return bytes.size(); });
  if (!taken)
    fail(taken.error(), errno);
  return taken.value_or(0);
}

// SIGPIPE is ignored, so that the errno tells.
void StandardOutput::fail(const Error& error, int error_number) {
  gave_up_ = error_number == ETIMEDOUT;
  reader_has_gone_ = gave_up_ || error_number == EPIPE;
  failed_ = !reader_has_gone_;
  if (error_number != EPIPE)
    (void)write_patiently(STDERR_FILENO,
                          as_bytes(fmt::format("noctis: standard output: {}\n", error.what)),
                          keep_waiting_);
}

void StandardOutput::release() {
  is_holding_ = false;
  (void)flush();
}

ExitCode StandardOutput::finish() {
  release();
  return failed_ ? ExitCode::not_done : ExitCode::done;
}

ExitCode write_stdout(ByteView bytes) {
  StandardOutput out;
  out.write(as_text(bytes));
  return out.finish();
}

}  // namespace noctis::cli
