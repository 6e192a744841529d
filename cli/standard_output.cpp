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
  if (goes_on() && !pending_.empty() && !(is_holding_ && set_aside()))
    put(pending_);
  pending_.clear();
  return goes_on();
}

// False where what is left in pending_ is to be waited for.
bool StandardOutput::set_aside() {
  if (aside_.empty()) {
    const auto taken = write_what_is_taken(STDOUT_FILENO, as_bytes(pending_));
    if (!taken) {
      fail(taken.error(), errno);
      return true;
    }
    pending_.erase(0, *taken);
  }
  if (pending_.empty() || aside_.add(pending_))
    return true;
  is_holding_ = false;
  pour_out();
  return false;
}

void StandardOutput::pour_out() {
  while (goes_on() && !aside_.empty()) {
    const auto bytes = aside_.take();
    if (bytes)
      put(as_text(*bytes));
    else
      fail(bytes.error(), EIO);
  }
}

void StandardOutput::put(std::string_view text) {
  if (!goes_on())
    return;
  if (const Result<> written = write_patiently(STDOUT_FILENO, as_bytes(text), keep_waiting_);
      !written)
    fail(written.error(), errno);
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
  pour_out();
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
