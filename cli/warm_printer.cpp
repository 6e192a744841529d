#include "cli/warm_printer.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <vector>

#include <fmt/ranges.h>

#include "base/counted.hpp"
#include "base/text.hpp"
#include "cli/standard_output.hpp"
#include "cli/table.hpp"

namespace noctis::cli {

namespace {

constexpr std::string_view red = "\x1b[31m";
constexpr std::string_view plain = "\x1b[0m";

std::size_t terminal_width() {
  winsize size = {};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col != 0)
    return size.ws_col;
  return 80;
}

std::string bar(double share) {
  constexpr std::size_t length = 20;
  const auto done = static_cast<std::size_t>(share * static_cast<double>(length));
  return '[' + std::string(done, '#') + std::string(length - done, '.') + ']';
}

}  // namespace

WarmPrinter::WarmPrinter(const Globals& globals)
    : globals_(globals),
      moving_(stderr_is_terminal() && !globals.quiet && !globals.json),
      colored_(use_color(globals, stderr_is_terminal())) {}

void WarmPrinter::start() {
  drawer_ = std::jthread([this](const std::stop_token& stop) { keep_drawing(stop); });
}

WarmPrinter::~WarmPrinter() {
  if (drawer_.joinable()) {
    drawer_.request_stop();
    drawer_.join();
  }
  finish();
}

void WarmPrinter::finish() {
  const std::scoped_lock lock(mutex_);
  is_over_ = true;
  erase();
}

// On a terminal often enough to look alive; elsewhere a line every half minute.
std::chrono::milliseconds WarmPrinter::between_drawings() const noexcept {
  return moving_ ? std::chrono::milliseconds{200} : std::chrono::milliseconds{30'000};
}

bool WarmPrinter::draws_unasked() const noexcept {
  return !is_over_ && (moving_ || globals_.verbosity > 0);
}

void WarmPrinter::draw_progress() {
  if (moving_)
    draw();
  else
    put(progress_text() + '\n');
}

void WarmPrinter::keep_drawing(const std::stop_token& stop) {
  for (;;) {
    std::unique_lock request(request_mutex_);
    const bool was_asked =
        requested_.wait_for(request, stop, between_drawings(), [this] { return is_asked_; });
    is_asked_ = false;
    request.unlock();
    if (was_asked)
      print_now();
    if (stop.stop_requested())
      return;
    const std::scoped_lock lock(mutex_);
    if (!was_asked && draws_unasked())
      draw_progress();
  }
}

void WarmPrinter::ask_to_print() {
  const std::scoped_lock request(request_mutex_);
  is_asked_ = true;
  requested_.notify_one();
}

void WarmPrinter::draw_when_due() {
  const std::scoped_lock lock(mutex_);
  if (!draws_unasked() || Clock::now() - last_drawn_ < between_drawings())
    return;
  draw_progress();
  last_drawn_ = Clock::now();
}

void WarmPrinter::came_so_far(const Summary& summary, std::string_view study) {
  const std::scoped_lock lock(mutex_);
  so_far_ = summary;
  current_study_ = study;
}

void WarmPrinter::chatter(std::string_view text) {
  const std::scoped_lock lock(mutex_);
  if (globals_.verbosity < 2)
    return;
  for (const std::string_view line : split(text, '\n'))
    if (!line.empty())
      print_line(fmt::format("library: {}", escape_controls(line)));
}

void WarmPrinter::file_ended(const FileReport& report) {
  const std::scoped_lock lock(mutex_);
  so_far_.add(report);
  if (!report.study_description.empty())
    current_study_ = report.study_description;
  const bool failed =
      report.outcome == FileOutcome::failed || report.outcome == FileOutcome::crashed;
  if (!failed && globals_.verbosity < 2)
    return;
  std::string line = escape_controls(report.path) + ": ";
  if (!failed || report.outcome == FileOutcome::crashed)
    line += fmt::format("{}{}", name_of(report.outcome), report.reason.empty() ? "" : ": ");
  line += escape_message(report.reason);
  print_line(failed && colored_ ? fmt::format("{}{}{}", red, line, plain) : line);
}

void WarmPrinter::note(std::string_view text) {
  const std::scoped_lock lock(mutex_);
  print_line(fmt::format("noctis: {}", escape_message(text)));
}

void WarmPrinter::print_now() {
  const std::scoped_lock lock(mutex_);
  print_line(progress_text());
}

void WarmPrinter::print_line(std::string_view line) {
  erase();
  put(fmt::format("{}\n", line));
}

// There is nowhere to tell of an error of this stream.
void WarmPrinter::put(std::string_view text) {
  if (!write_patiently(STDERR_FILENO, as_bytes(text), keep_waiting_) && errno == ETIMEDOUT)
    gave_up_ = true;
}

void WarmPrinter::draw() {
  const std::string text = escape_controls(progress_text());
  put(fmt::format("\r{}\x1b[K", fitted(text, terminal_width() - 1)));
  drawn_ = true;
}

void WarmPrinter::erase() {
  if (!drawn_)
    return;
  put("\r\x1b[K");
  drawn_ = false;
}

std::string WarmPrinter::progress_text() const {
  const double seconds =
      std::max(1e-3, std::chrono::duration<double>(Clock::now() - started_).count());
  const std::uint64_t files = so_far_.files();
  const std::uint64_t expected = expected_files_;
  std::vector<std::string> parts;
  if (expected != 0) {
    const double share = std::min(1.0, static_cast<double>(files) / static_cast<double>(expected));
    parts.push_back(fmt::format("{} {:.0f} %", bar(share), share * 100));
    parts.push_back(fmt::format("{}/{}", files, counted(std::max(files, expected), "file")));
  } else {
    parts.push_back(counted(files, "file"));
  }
  parts.push_back(fmt::format("{:.0f} images/s", static_cast<double>(so_far_.images) / seconds));
  if (expected > files && files != 0)
    parts.push_back("ETA " + format_seconds(seconds / static_cast<double>(files) *
                                            static_cast<double>(expected - files)));
  if (so_far_.failures() != 0)
    parts.push_back(fmt::format("{} failed", so_far_.failures()));
  if (!current_study_.empty())
    parts.push_back(current_study_);
  return fmt::format("{}", fmt::join(parts, "  "));
}

std::string summary_text(const Summary& summary, bool dry_run) {
  std::vector<std::string> ends;
  for (std::size_t i = 0; i < summary.files_by_outcome.size(); ++i)
    if (summary.files_by_outcome[i] != 0)
      ends.push_back(
          fmt::format("{} {}", summary.files_by_outcome[i], name_of(static_cast<FileOutcome>(i))));
  std::string text =
      fmt::format("{}: {}\n", counted(summary.files(), "file"),
                  ends.empty() ? "nothing there" : fmt::format("{}", fmt::join(ends, ", ")));
  if (dry_run)
    return text;

  const std::uint64_t shared = summary.bytes_made - summary.bytes_written;
  text += fmt::format("{}, {} -> {}\n", counted(summary.images, "image"),
                      counted(summary.frames, "frame"), counted(summary.renditions, "rendition"));
  text +=
      fmt::format("{} read, {} made, {} of them there already\n", format_bytes(summary.bytes_read),
                  format_bytes(summary.bytes_made), format_bytes(shared));
  if (const auto failures = summary.known_failures; failures != 0)
    text +=
        fmt::format("{} failed in an earlier run and {} (noctis ls failures)\n",
                    counted(failures, "file"), failures == 1 ? "is as it was" : "are as they were");
  if (const auto missing = summary.went_missing; missing != 0)
    text += fmt::format("{} of earlier runs {} gone\n", counted(missing, "file"),
                        missing == 1 ? "is" : "are");
  const double seconds = std::max(1e-9, summary.seconds);
  text += fmt::format("{}, {:.1f} images/s\n", format_seconds(summary.seconds),
                      static_cast<double>(summary.images) / seconds);
  return text;
}

}  // namespace noctis::cli
