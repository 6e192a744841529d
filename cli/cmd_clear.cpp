// noctis clear: remove renditions by a pattern, to be made again by the next run.

#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "cli/command.hpp"
#include "cli/removal_report.hpp"

namespace noctis::cli {

namespace {

struct ClearOptions {
  std::string pattern = "dicom:*";
  bool yes = false;
};

}  // namespace

void add_clear(CLI::App& app, const Globals& globals, Job& job) {
  auto options = std::make_shared<ClearOptions>();
  CLI::App* clear = app.add_subcommand("clear", "Remove renditions by a pattern, or all of them");
  clear
      ->add_option("PATTERN", options->pattern,
                   "A glob over STUDY/SERIES/INSTANCE/PRESET, of UIDs, * and ? standing for '/' "
                   "too; a master's preset is master")
      ->capture_default_str()
      ->type_name("");
  clear->add_flag("-y,--yes", options->yes, "Remove it; else only say what would go");
  clear->callback([options, &globals, &job] {
    job = [options, &globals] {
      RemovalRequest request;
      request.pattern = options->pattern;
      return run_removal(request, options->yes, "--yes", globals);
    };
  });
}

}  // namespace noctis::cli
