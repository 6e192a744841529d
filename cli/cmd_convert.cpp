// noctis convert: DICOM in, PNG files out, without a store.

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/choice.hpp"
#include "cli/command.hpp"
#include "cli/compression_option.hpp"
#include "cli/convert_options.hpp"
#include "cli/convert_printer.hpp"
#include "cli/interrupts.hpp"
#include "cli/standard_output.hpp"
#include "cli/warm_printer.hpp"
#include "convert/convert.hpp"
#include "dicom/dictionary.hpp"

namespace noctis::cli {

namespace {

// Standard output, which is written to where the run ends.
class OutputStream final : public Destination {
 public:
  [[nodiscard]] std::string place_of(const std::string& /*name*/) const override {
    return standard_stream;
  }
  void put(const std::string& /*name*/, ByteView png) override {
    png_.assign(png.begin(), png.end());
  }
  [[nodiscard]] ExitCode finish(StandardOutput& out) const {
    out.write(as_text(png_));
    return out.finish();
  }

 private:
  Bytes png_;
};

// The inputs that are no folders.
std::vector<std::string> named_files(const InputOptions& inputs) {
  std::vector<std::string> named;
  if (inputs.standard_input)
    named.emplace_back(standard_input_path);
  std::error_code ignored;
  std::copy_if(inputs.roots.begin(), inputs.roots.end(), std::back_inserter(named),
               [&ignored](const std::string& root) {
                 return !std::filesystem::is_directory(root, ignored);
               });
  return named;
}

std::unique_ptr<Destination> destination_of(const ConvertCommand& options, OutputKind kind) {
  switch (kind) {
    case OutputKind::file:
      return std::make_unique<OutputFile>(options.output);
    case OutputKind::folder:
      return std::make_unique<OutputFolder>(options.output);
    case OutputKind::nothing:
    case OutputKind::stream:
      break;
  }
  return nullptr;
}

ExitCode exit_code_of_run(const Summary& summary, const Interrupts& interrupts, bool any_input) {
  if (const auto interrupted = interrupts.exit_code())
    return *interrupted;
  if (summary.failures() != 0)
    return ExitCode::some_failed;
  // A reader that went away asked for no more.
  const bool all_seen = summary.end == RunEnd::done && any_input;
  return all_seen && summary.image_files == 0 ? ExitCode::no_image : ExitCode::done;
}

// A stream that has taken nothing for two seconds is waited for until a stop is asked for.
KeepWaiting patience_of(const Interrupts& interrupts) {
  return [asked = interrupts.token()](std::chrono::milliseconds stalled) {
    constexpr std::chrono::seconds grace{2};
    return stalled < grace || !asked.stop_requested();
  };
}

ExitCode run_convert(const ConvertCommand& options, const Globals& globals) {
  const OutputKind kind = kind_of_output(options);
  auto run = options_of_run(options, kind, globals);
  if (!run)
    return fail(run.error());
  auto inputs =
      inputs_of(options.inputs, kind == OutputKind::folder ? options.output : std::string());
  if (!inputs)
    return fail(inputs.error());
  run->inputs = std::move(*inputs);
  OutputStream stream;
  const std::unique_ptr<Destination> files = destination_of(options, kind);
  keep_dictionary_from_dcmtk();

  WarmPrinter people(globals);
  // By another thread: the one that meets signals has to go on meeting them.
  const Interrupts interrupts([&people] { people.ask_to_print(); });
  const KeepWaiting keep_waiting = patience_of(interrupts);
  people.wait_with(keep_waiting);
  StandardOutput out(keep_waiting);
  people.start();
  const std::vector<std::string> named = named_files(run->inputs);
  ConvertPrinter printer(globals, named, people, out);
  std::stop_source stop;
  const std::stop_callback interrupt(interrupts.token(), [&stop] { stop.request_stop(); });
  if (kind == OutputKind::nothing)
    printer.stop_without_reader(stop);
  Destination* const destination = kind == OutputKind::stream ? &stream : files.get();
  Summary summary;
  try {
    summary = convert(*run, destination, printer, stop.get_token());
  } catch (const Fatal&) {
    // What was made and told until then was made.
    people.finish();
    (void)out.finish();
    throw;
  }
  people.finish();

  if (globals.json)
    out.write(to_json_line(summary));
  else if (kind == OutputKind::folder && !run->explain && !globals.quiet)
    out.write(convert_summary_text(summary));
  if (interrupts.exit_code())
    people.note("interrupted; the pictures that were made are kept");
  const ExitCode printed = kind == OutputKind::stream ? stream.finish(out) : out.finish();
  if (printed != ExitCode::done)
    return interrupts.exit_code().value_or(printed);
  return exit_code_of_run(summary, interrupts,
                          run->inputs.standard_input || !run->inputs.roots.empty());
}

void add_looks(CLI::App& convert, ConvertCommand& options) {
  auto* preset = convert
                     .add_option("--preset", options.presets,
                                 "These presets: A,B; file-2 is the file's second look")
                     ->delimiter(',')
                     ->allow_extra_args(false)
                     ->type_name("NAMES");
  convert
      .add_option("--window", options.window,
                  "Any window; FUNCTION is linear, linear-exact or sigmoid")
      ->type_name("CENTER,WIDTH[,FUNCTION]")
      ->excludes(preset);
  convert
      .add_option("--frame", options.frame, "Which frame of a multi-frame image, from 1, or all")
      ->type_name("N|all");
  convert.add_flag("--invert", options.view.invert, "Black for white");
  convert.add_flag("--overlay", options.view.overlays, "Draw the overlays");
  convert.add_flag("--shutter", options.view.shutter, "Hide what the display shutter hides");
  const Choices<bool> pixels = {{"square", true}, {"stored", false}};
  add_choice(convert, "--pixels", options.view.square_pixels, pixels,
             "square: as wide as they are high; stored: as they are in the file");
  const Choices<bool> quirks = {{"stored-window", true}};
  add_choice(convert, "--quirk", options.run.stored_windows, quirks,
             "Windows of PET and MR that lie outside a series' values are in stored values");
}

void add_files(CLI::App& convert, ConvertCommand& options) {
  convert
      .add_option("-o,--output", options.output,
                  "A folder; a file, where the name ends in .png; -: standard output")
      ->type_name("DIR|FILE|-");
  convert
      .add_option("--name", options.name,
                  "Names of the pictures in a folder: a path with fields in braces")
      ->default_str("{study}/{series}/{instance}-{frame}-{preset}")
      ->type_name("TEMPLATE");
  convert.add_option("--bits", options.run.bits, "Bits a pixel of grey pictures")
      ->check(CLI::IsMember({8, 16}).description(""))
      ->capture_default_str()
      ->type_name("8|16");
  convert.add_option("--size", options.run.side, "Shrunk to fit in N x N")
      ->check(CLI::Range(1, 65535).description(""))
      ->type_name("N");
  add_compression(convert, options.run.compression);
  convert.add_flag("--explain", options.run.explain,
                   "Print what decided each picture, as JSON; -o may be left out");
  convert.add_flag("-f,--force", options.force, "Write even if standard output is a terminal");
}

}  // namespace

void add_convert(CLI::App& app, const Globals& globals, Job& job) {
  auto options = std::make_shared<ConvertCommand>();
  CLI::App* convert = app.add_subcommand("convert", "DICOM files to PNG files, without a store");
  add_input_paths(*convert, options->inputs, "Files and folders; -: standard input");
  add_files(*convert, *options);
  add_looks(*convert, *options);
  convert->callback([options, convert, &globals, &job] {
    options->is_named = convert->count("--name") > 0;
    if (globals.print_config)
      return;
    if (options->inputs.paths.empty() && options->inputs.files_from.empty())
      throw CLI::RequiredError("PATH or --files-from");
    job = [options, &globals] { return run_convert(*options, globals); };
  });
}

}  // namespace noctis::cli
