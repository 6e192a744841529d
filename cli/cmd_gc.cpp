// noctis gc: remove what no row names, and what a limit says.

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/quantities.hpp"
#include "base/time.hpp"
#include "cli/command.hpp"
#include "cli/removal_report.hpp"

namespace noctis::cli {

namespace {

struct GcOptions {
  std::string max_size, max_age;
  bool missing_sources = false;
  bool unused_presets = false;
  std::vector<std::string> studies;
  bool deletes = false;
};

Result<RemovalRequest> request_of(const GcOptions& options, const PresetTable& presets) {
  RemovalRequest request;
  request.collect = true;
  request.study_instance_uids = options.studies;
  request.missing_sources = options.missing_sources;
  if (!options.max_size.empty()) {
    const auto size = size_from(options.max_size);
    if (!size)
      return failure(ErrorKind::usage, "\"{}\" is no size such as 500M or 2T", options.max_size);
    request.max_bytes = *size;
  }
  if (!options.max_age.empty()) {
    const auto age = duration_from(options.max_age);
    if (!age)
      return failure(ErrorKind::usage, "\"{}\" is no age such as 90d or 12h", options.max_age);
    request.seen_since_ns = now_ns() - std::chrono::nanoseconds(*age).count();
  }
  if (options.unused_presets) {
    request.presets_kept.emplace();
    for (const Preset& preset : presets.all())
      request.presets_kept->push_back(preset.name);
  }
  return request;
}

ExitCode run_gc(const GcOptions& options, const Globals& globals) {
  const auto request = request_of(options, globals.presets);
  if (!request)
    return fail(request.error());
  return run_removal(*request, options.deletes, "--delete", globals);
}

}  // namespace

void add_gc(CLI::App& app, const Globals& globals, Job& job) {
  auto options = std::make_shared<GcOptions>();
  CLI::App* gc = app.add_subcommand("gc", "Remove what is no longer needed");
  gc->add_option("--max-size", options->max_size,
                 "Studies go, the longest gone first, until the objects take SIZE (500M, 2T)")
      ->type_name("SIZE");
  gc->add_option("--max-age", options->max_age,
                 "Images go whose files have been gone for AGE (90d, 12h)")
      ->type_name("AGE");
  gc->add_flag("--missing-sources", options->missing_sources,
               "Images go whose files are gone; refused where a folder is out of reach");
  gc->add_flag("--unused-presets", options->unused_presets,
               "Renditions go of presets that are not in the configuration any more");
  gc->add_option("--study", options->studies,
                 "This study goes, by its Study Instance UID; may be given several times")
      ->type_name("UID")
      ->allow_extra_args(false);
  gc->add_flag("--delete", options->deletes, "Remove it; else only say what would go");
  gc->callback([options, &globals, &job] {
    job = [options, &globals] { return run_gc(*options, globals); };
  });
}

}  // namespace noctis::cli
