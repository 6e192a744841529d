// Standard output: data, all of it or none; a reader that went away is no error.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "base/bytes.hpp"
#include "cli/command.hpp"
#include "cli/patient_write.hpp"
#include "cli/set_aside.hpp"

namespace noctis::cli {

[[nodiscard]] bool stdout_is_terminal() noexcept;
[[nodiscard]] bool stderr_is_terminal() noexcept;

/// Whether text on that stream may be coloured: --color, NO_COLOR, and what the stream is.
[[nodiscard]] bool use_color(const Globals& globals, bool is_terminal) noexcept;

/// Gathers text and writes it in large pieces.  One thread at a time.
class StandardOutput {
 public:
  /// `keep_waiting`: while the reader takes nothing.
  explicit StandardOutput(KeepWaiting keep_waiting = {}) : keep_waiting_(std::move(keep_waiting)) {}
  StandardOutput(const StandardOutput&) = delete;
  StandardOutput& operator=(const StandardOutput&) = delete;
  ~StandardOutput() { release(); }

  /// False once the reader has gone: there is no point in writing more.
  bool write(std::string_view text);

  /// Until release(), what the reader does not take at once is set aside and not waited for, as
  /// long as there is room for it.
  void hold() noexcept { is_holding_ = true; }
  /// Writes what is still aside.
  void release();

  /// ExitCode::done also when the reader has gone, or was waited for in vain; not_done, with a
  /// message, where it cannot be written.
  [[nodiscard]] ExitCode finish();
  [[nodiscard]] bool gave_up() const noexcept { return gave_up_; }

 private:
  enum class Taking { at_once, all };  // by the reader

  [[nodiscard]] bool goes_on() const noexcept { return !reader_has_gone_ && !failed_; }
  bool flush();
  bool set_aside();
  void pour_out(Taking taking);
  std::size_t put(std::string_view text, Taking taking);
  void fail(const Error& error, int error_number);

  KeepWaiting keep_waiting_;
  std::string pending_;
  SetAside aside_;
  bool is_holding_ = false;
  bool reader_has_gone_ = false;
  bool gave_up_ = false;
  bool failed_ = false;
};

/// Writes the bytes as they are.
[[nodiscard]] ExitCode write_stdout(ByteView bytes);

}  // namespace noctis::cli
