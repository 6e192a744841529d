// noctis warm: the main job.

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/file.hpp"
#include "base/time.hpp"
#include "cli/choice.hpp"
#include "cli/command.hpp"
#include "cli/compression_option.hpp"
#include "cli/input_paths.hpp"
#include "cli/json_events.hpp"
#include "cli/night_options.hpp"
#include "cli/signal_watch.hpp"
#include "cli/standard_output.hpp"
#include "cli/warm_printer.hpp"
#include "cli/warm_watcher.hpp"
#include "warm/run_metrics.hpp"
#include "warm/supervisor.hpp"
#include "warm/warmer.hpp"

namespace noctis::cli {

namespace {

struct CommandOptions {
  InputPaths inputs;
  WarmOptions warm;
  Supervision supervision;
  bool no_master = false;
  bool fail_fast = false;
  std::optional<std::uint64_t> max_errors;
  std::string report;
  std::string metrics_file;
};

ExitCode exit_code_of_run(const Summary& summary, const SignalWatch& signals, bool any_root) {
  if (summary.end == RunEnd::deadline)
    return ExitCode::deadline;
  if (summary.end == RunEnd::interrupted)
    return signals.exit_code().value_or(ExitCode::interrupted);
  if (summary.failures() != 0)
    return ExitCode::some_failed;
  const bool any_image = summary.image_files != 0 || summary.known_failures != 0 ||
                         summary.files(FileOutcome::pending) != 0;
  return any_image || !any_root ? ExitCode::done : ExitCode::no_image;
}

// By the printer, which a standard error that nobody reads does not hold up against a signal.
void say_how_to_go_on(const Summary& summary, WarmPrinter& printer) {
  if (summary.end == RunEnd::interrupted)
    printer.note("interrupted; what was made is kept: run the same command again to go on");
  if (summary.end == RunEnd::deadline)
    printer.note("the deadline has come; what was made is kept: the next run goes on from there");
  if (summary.end == RunEnd::too_many_failures)
    printer.note("too many files failed; what was made is kept: the same command again goes on");
}

WarmOptions warm_options_of(const CommandOptions& options, const Globals& globals,
                            std::vector<std::string> roots) {
  WarmOptions warm = options.warm;
  warm.store = globals.store;
  warm.roots = std::move(roots);
  warm.jobs = globals.jobs;
  warm.plan.presets = globals.presets;
  warm.plan.master = !options.no_master;
  if (options.max_errors)
    warm.failures_allowed = *options.max_errors;
  if (options.fail_fast)
    warm.failures_allowed = 0;
  return warm;
}

void print_summary(const Summary& summary, const CommandOptions& options, const Globals& globals,
                   StandardOutput& out, WarmPrinter& printer) {
  if (globals.json)
    out.write(to_json(summary) + '\n');
  else if (!globals.quiet)
    out.write(summary_text(summary, options.warm.dry_run));
  say_how_to_go_on(summary, printer);
}

// Before the run: what would be refused after a night is refused at once.
Result<> check_metrics_file(const std::string& file) {
  std::error_code ignored;
  const auto status = std::filesystem::status(file, ignored);
  if (file.empty() || !std::filesystem::exists(status))
    return {};
  if (!std::filesystem::is_regular_file(status) || std::filesystem::is_symlink(file, ignored))
    return failure(ErrorKind::usage, "--metrics-file: {} is no regular file", file);
  return check_replaceable(file, "# HELP noctis_", "metrics");
}

Result<> write_metrics(const CommandOptions& options, const Summary& summary,
                       std::int64_t started_ns) {
  constexpr mode_t for_the_collector = 0644;
  if (options.metrics_file.empty() || options.warm.dry_run)
    return {};
  const std::string text = run_metrics(summary, started_ns, now_ns());
  return write_durably(options.metrics_file, as_bytes(text), for_the_collector);
}

// What is wrong with it is said; `before`, where nothing is.
ExitCode exit_code_of_file(const std::string& file, const Result<>& written, ExitCode before,
                           WarmPrinter& printer) {
  if (written)
    return before;
  printer.note(file + ": " + written.error().what);
  return exit_code_of(written.error().kind);
}

ExitCode run_warm(const CommandOptions& options, const Globals& globals) {
  const std::int64_t started_ns = now_ns();
  require_folder_of_store(globals);
  auto roots = roots_of(options.inputs);
  if (!roots)
    return fail(roots.error());
  if (const auto replaceable = check_metrics_file(options.metrics_file); !replaceable)
    return fail(replaceable.error());
  const WarmOptions warm_options = warm_options_of(options, globals, std::move(*roots));
  Supervision supervision = options.supervision;
  supervision.count_files = stderr_is_terminal() && !globals.quiet;

  SignalWatch signals;
  const KeepWaiting keep_waiting = [&signals](auto stalled) {
    return signals.keep_waiting(stalled);
  };
  WarmPrinter printer(globals);
  printer.wait_with(keep_waiting);
  signals.on_usr1([&printer] { printer.print_now(); });
  StandardOutput out(keep_waiting);
  WarmWatcher watcher(printer, signals);
  JsonPrinter json_printer(out);
  std::optional<ReportFile> report;
  if (globals.json)
    watcher.add(json_printer);
  if (!options.report.empty()) {
    auto created = ReportFile::create(options.report, keep_waiting);
    if (!created)  // said where a signal can end a complaint that nobody reads
      throw Fatal(created.error());
    report.emplace(std::move(*created));
    watcher.add(*report);
    signals.before_the_end([&report] { report->end_early(); });
  }

  const auto summary = supervised_warm(warm_options, supervision, watcher, signals.token());
  printer.finish();
  if (!summary)
    throw Fatal(summary.error());
  print_summary(*summary, options, globals, out, printer);
  ExitCode printed = ExitCode::done;
  if (report)
    printed = exit_code_of_file(options.report, report->finish(), printed, printer);
  printed = exit_code_of_file(options.metrics_file, write_metrics(options, *summary, started_ns),
                              printed, printer);
  if (const ExitCode of_stream = out.finish(); of_stream != ExitCode::done)
    printed = of_stream;
  const ExitCode of_run = exit_code_of_run(*summary, signals, !warm_options.roots.empty());
  if (printed == ExitCode::done && !out.gave_up() && !printer.gave_up())
    return of_run;
  // Who ended it while something could not be told is answered to first.
  return signals.exit_code().value_or(printed == ExitCode::done ? of_run : printed);
}

void add_selection(CLI::App& warm, CommandOptions& options) {
  PlanOptions& plan = options.warm.plan;
  warm.add_option("--preset", plan.preset_names,
                  "Only these presets, where they suit the image: A,B")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("NAMES");
  warm.add_option("--thumbnail-side", plan.thumbnail_side, "Thumbnails fit in N x N; 0: none")
      ->check(CLI::Range(0, 1024).description(""))
      ->capture_default_str()
      ->type_name("N");
  const Choices<FrameChoice> frames = {
      {"all", FrameChoice::all}, {"first", FrameChoice::first}, {"middle", FrameChoice::middle}};
  add_choice(warm, "--frames", plan.frames, frames, "Which frames of a multi-frame image");
  warm.add_option("--modality", plan.modalities, "Only images of these modalities: CT,MR")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("LIST");
  warm.add_flag("--no-master", options.no_master,
                "No 16-bit masters: windows that were not warmed need the source");
}

void add_conduct(CLI::App& warm, CommandOptions& options) {
  warm.add_flag("--force", options.warm.force, "Render what is there already, too");
  warm.add_flag("-n,--dry-run", options.warm.dry_run, "Only say what would be looked at");
  warm.add_flag("--fail-fast", options.fail_fast, "Stop at the first file that fails");
  warm.add_option("--max-errors", options.max_errors, "Stop when more than N files have failed")
      ->check(count_from_zero())
      ->type_name("N");
  add_compression(warm, options.warm.compression);
  warm.add_option("--report", options.report, "Write a JSON line for each file to FILE")
      ->type_name("FILE");
}

}  // namespace

void add_warm(CLI::App& app, const Globals& globals, Job& job) {
  auto options = std::make_shared<CommandOptions>();
  CLI::App* warm = app.add_subcommand(
      "warm", "Walk folders, render what is new or changed, record it in the store");
  add_input_paths(*warm, options->inputs, "Folders and files");
  add_selection(*warm, *options);
  add_conduct(*warm, *options);
  add_night(*warm, options->warm, options->supervision, options->metrics_file);
  warm->callback([options, &globals, &job] {
    if (globals.print_config)
      return;
    if (options->inputs.paths.empty() && options->inputs.files_from.empty())
      throw CLI::RequiredError("PATH or --files-from");
    job = [options, &globals] { return run_warm(*options, globals); };
  });
}

}  // namespace noctis::cli
