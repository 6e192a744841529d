// The program: parse first, run after; what cannot go on is caught here, once.

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <memory>
#include <new>
#include <sstream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/text.hpp"
#include "cli/choice.hpp"
#include "cli/command.hpp"
#include "cli/configuration.hpp"
#include "cli/help_text.hpp"
#include "cli/standard_output.hpp"
#include "cli/unknown_command.hpp"
#include "cli/user_folders.hpp"

namespace {

using namespace noctis;
using namespace noctis::cli;

void add_globals(CLI::App& app, Globals& globals) {
  CLI::Option* const store =
      app.add_option("--store", globals.store, "The store's folder")->type_name("DIR");
  if (const auto folder = default_store())
    store->default_val(folder->string());
  app.add_option("--config", globals.config,
                 "Read this configuration file, and none of the usual ones")
      ->type_name("FILE");
  app.add_flag("--print-config", globals.print_config,
               "Print the configuration in force, and where each value comes from");
  app.add_flag("--json", globals.json, "JSON Lines on standard output, each with a \"type\"");
  app.add_flag("-q,--quiet", globals.quiet, "Errors only");
  app.add_flag("-v,--verbose", globals.verbosity, "Say more; twice: more still");
  const Choices<ColorChoice> colors = {{"auto", ColorChoice::automatic},
                                       {"always", ColorChoice::always},
                                       {"never", ColorChoice::never}};
  add_choice(app, "--color", globals.color, colors,
             "Colour messages; auto: where they go to a terminal");
  app.add_option("-j,--jobs", globals.jobs, "Threads; 0: one a core")
      ->check(CLI::Range(0, 1024).description(""))
      ->capture_default_str()
      ->type_name("N");
  app.set_version_flag("--version", "noctis " NOCTIS_VERSION, "Print the version");
}

// Where the caller has closed one, the next file to be opened, the store's lock perhaps, would be
// written to in its stead.
void occupy_standard_streams() {
  int fd = 0;
  while (fd >= 0 && fd <= STDERR_FILENO)
    fd = ::open("/dev/null", O_RDWR);
  if (fd > STDERR_FILENO)
    ::close(fd);
}

// What to say where the first word is no command; empty: that is not what is wrong.
std::string named_no_command(const CLI::App& app) {
  const std::vector<std::string> left = app.remaining();
  if (left.empty() || left.front().starts_with('-') || !app.get_subcommands().empty())
    return {};
  std::vector<std::string> commands;
  for (const CLI::App* const command : app.get_subcommands([](const CLI::App*) { return true; }))
    commands.push_back(command->get_name());
  return unknown_command(left.front(), commands);
}

ExitCode run(const Job& job) {
  try {
    return job();
  } catch (const NoStore& missing) {
    complain("no store at " + missing.store().string());
    return ExitCode::no_store;
  } catch (const Fatal& fatal) {
    return fail(fatal.error());
  } catch (const std::bad_alloc&) {
    complain("needs more memory than there is");
    return ExitCode::not_done;
  } catch (const std::exception& error) {
    complain(fmt::format("unexpected: {}", error.what()));
    return ExitCode::not_done;
  }
}

int run_program(int argc, char** argv) {
  occupy_standard_streams();
  // A closed pipe is an error of write(), not the end of the process.
  std::signal(SIGPIPE, SIG_IGN);
  // So is a file that may not become so long.
  std::signal(SIGXFSZ, SIG_IGN);

  CLI::App app("DICOM to pictures, ahead of time", "noctis");
  Globals globals;
  Job job;
  app.formatter(std::make_shared<HelpText>());
  app.set_help_flag("-h,--help", "Print this help message");
  add_globals(app, globals);
  app.require_subcommand(0, 1);
  app.fallthrough();
  add_warm(app, globals, job);
  add_convert(app, globals, job);
  add_ls(app, globals, job);
  add_cat(app, globals, job);
  add_serve(app, globals, job);
  add_stats(app, globals, job);
  add_verify(app, globals, job);
  add_gc(app, globals, job);
  add_clear(app, globals, job);
  add_presets(app, globals, job);
  add_doctor(app, globals, job);
  add_token(app, globals, job);
  try {
    app.parse(argc, argv);
    if (!job && !globals.print_config)
      throw CLI::RequiredError::Subcommand(1);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == EXIT_SUCCESS) {  // --help, --version
      std::ostringstream told;
      app.exit(error, told, told);
      return static_cast<int>(write_stdout(as_bytes(told.str())));
    }
    if (const auto unknown = named_no_command(app); !unknown.empty()) {
      complain(unknown);
      std::fputs("Run with noctis --help for more information.\n", stderr);
    } else {
      std::fprintf(stderr, "%s\nRun with --help for more information.\n",
                   escape_message(error.what()).c_str());
    }
    return static_cast<int>(ExitCode::usage);
  }
  const auto configuration = configure(app, globals);
  if (!configuration)
    return static_cast<int>(fail(configuration.error()));
  if (globals.print_config)
    return static_cast<int>(write_stdout(as_bytes(*configuration)));
  return static_cast<int>(run(job));
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run_program(argc, argv);
  } catch (const std::exception& error) {  // before there was a command to run
    std::fputs(error.what(), stderr);
    std::fputc('\n', stderr);
  }
  return static_cast<int>(ExitCode::not_done);
}
