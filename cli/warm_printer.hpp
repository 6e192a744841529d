// A run of warm or convert as people follow it: a line that moves on a terminal, failures as they
// come, a summary at the end.

#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "cli/command.hpp"
#include "cli/patient_write.hpp"
#include "warm/progress.hpp"
#include "warm/summary.hpp"

namespace noctis::cli {

/// Writes to standard error.
class WarmPrinter final : public Progress {
 public:
  explicit WarmPrinter(const Globals& globals);
  /// While standard error takes nothing.  Any thread.
  void wait_with(KeepWaiting keep_waiting) {
    const std::scoped_lock lock(mutex_);
    keep_waiting_ = std::move(keep_waiting);
  }
  [[nodiscard]] bool gave_up() const noexcept { return gave_up_; }
  ~WarmPrinter() override;

  void file_ended(const FileReport& report) override;
  void note(std::string_view text) override;

  /// What a library printed: told where everything is.
  void chatter(std::string_view text);

  /// Begins to draw, on a thread of its own: after Interrupts has been made.
  void start();
  /// For a run without threads, which calls it often: draws when it is time.
  void draw_when_due();
  /// In the place of what file_ended() has added up.
  void came_so_far(const Summary& summary, std::string_view study);

  /// How many files there are, as soon as somebody has counted them.  Any thread.
  void expect(std::uint64_t files) noexcept { expected_files_ = files; }

  /// How far things are, as a line of its own.  Any thread.
  void print_now();
  /// Has it printed by the thread that start() began: nobody is held up by a standard error that
  /// takes nothing.  Any thread.
  void ask_to_print();

  /// Takes the moving line away for good; what is asked for is still printed.  Any thread.
  void finish();

 private:
  using Clock = std::chrono::steady_clock;

  [[nodiscard]] std::string progress_text() const;  // mutex_ held
  void draw();                                      // mutex_ held
  void erase();                                     // mutex_ held
  void print_line(std::string_view line);           // mutex_ held
  void put(std::string_view text);                  // mutex_ held
  [[nodiscard]] std::chrono::milliseconds between_drawings() const noexcept;
  [[nodiscard]] bool draws_unasked() const noexcept;  // mutex_ held
  void draw_progress();                               // mutex_ held
  void keep_drawing(const std::stop_token& stop);

  const Globals& globals_;
  const bool moving_;  // a line that is drawn again and again
  const bool colored_;
  KeepWaiting keep_waiting_;
  std::atomic<bool> gave_up_{false};
  std::atomic<std::uint64_t> expected_files_{0};

  std::mutex request_mutex_;  // never held while something is written
  std::condition_variable_any requested_;
  bool is_asked_ = false;

  std::mutex mutex_;
  Summary so_far_;
  std::string current_study_;
  bool drawn_ = false;
  bool is_over_ = false;
  Clock::time_point started_ = Clock::now();
  Clock::time_point last_drawn_ = started_;
  std::jthread drawer_;
};

/// The summary for people: some lines, ending in a newline.
[[nodiscard]] std::string summary_text(const Summary& summary, bool dry_run);

}  // namespace noctis::cli
