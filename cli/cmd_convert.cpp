// noctis convert: DICOM in, PNG files out, without a store.

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/compression_option.hpp"
#include "cli/convert_printer.hpp"
#include "cli/input_paths.hpp"
#include "cli/interrupts.hpp"
#include "cli/standard_output.hpp"
#include "cli/warm_printer.hpp"
#include "convert/convert.hpp"
#include "render/window_text.hpp"

namespace noctis::cli {

namespace {

constexpr const char* standard_stream = "-";

struct CommandOptions {
  InputPaths inputs;
  std::string output;
  std::string name;
  std::vector<std::string> presets;
  std::string window;
  std::string frame;
  View view;  // what all presets share
  bool force = false;
  ConvertOptions convert;
};

enum class OutputKind : std::uint8_t { nothing, stream, file, folder };

bool ends_in_png(std::string_view name) {
  constexpr std::string_view extension = ".png";
  if (name.size() < extension.size())
    return false;
  return std::ranges::equal(name.substr(name.size() - extension.size()), extension, {},
                            [](char c) { return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c; });
}

// A name that ends in ".png", or something that is there and no folder, is one file.
OutputKind kind_of_output(const CommandOptions& options) {
  const std::string& output = options.output;
  if (output.empty())
    return OutputKind::nothing;
  if (output == standard_stream)
    return OutputKind::stream;
  std::error_code ignored;
  const auto status = std::filesystem::status(output, ignored);
  if (std::filesystem::is_directory(status) || output.back() == '/' || !options.name.empty())
    return OutputKind::folder;
  return std::filesystem::exists(status) || ends_in_png(output) ? OutputKind::file
                                                                : OutputKind::folder;
}

// Standard output, which is written to where the run ends.
class OutputStream final : public Destination {
 public:
  [[nodiscard]] std::string place_of(const std::string& /*name*/) const override {
    return standard_stream;
  }
  void put(const std::string& /*name*/, ByteView png) override {
    png_.assign(png.begin(), png.end());
  }
  [[nodiscard]] ExitCode finish() const { return write_stdout(png_); }

 private:
  Bytes png_;
};

Result<std::vector<Preset>> presets_of(const CommandOptions& options) {
  std::vector<Preset> presets;
  if (!options.window.empty()) {
    const auto window = parse_window(options.window);
    if (!window)
      return failure(window);
    presets.push_back({.name = "window"});
    presets.back().view.kind = ViewKind::window;
    presets.back().view.window = *window;
  }
  const PresetTable table = PresetTable::built_in();
  for (const std::string& name : options.presets) {
    const auto view = table.view_named(name);
    if (!view)
      return failure(ErrorKind::usage, "no preset is named \"{}\"", name);
    const Preset* const listed = table.find(name);
    if (std::ranges::find(presets, name, &Preset::name) == presets.end())
      presets.push_back(listed != nullptr ? *listed : Preset{.name = name, .view = *view});
  }
  if (presets.empty())
    presets.push_back(*table.find("default"));
  for (Preset& preset : presets) {
    preset.view.invert = options.view.invert;
    preset.view.square_pixels = options.view.square_pixels;
    preset.view.overlays = options.view.overlays;
    preset.view.shutter = options.view.shutter;
  }
  return presets;
}

Result<std::optional<std::uint32_t>> frame_of(const CommandOptions& options) {
  constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();  // Number of Frames is IS
  if (options.frame.empty() || options.frame == "all")
    return std::nullopt;
  const auto number = to_integer(options.frame);
  if (!number || *number < 1 || *number > most)
    return failure(ErrorKind::usage, "--frame is \"{}\", not all or a number from 1",
                   escape_controls(options.frame));
  return static_cast<std::uint32_t>(*number);
}

// One picture in one place: more than one input, preset or frame is a slip of the fingers.
Result<> check_lone_picture(const CommandOptions& options, const ConvertOptions& run) {
  std::error_code ignored;
  const std::vector<std::string>& paths = options.inputs.paths;
  if (paths.size() != 1 || !options.inputs.files_from.empty() ||
      std::filesystem::is_directory(paths.front(), ignored))
    return failure(ErrorKind::usage, "-o {} takes the picture of one file; a folder takes more",
                   options.output);
  if (run.presets.size() != 1)
    return failure(ErrorKind::usage, "-o {} takes one picture, not {} presets", options.output,
                   run.presets.size());
  if (options.frame == "all")
    return failure(ErrorKind::usage, "-o {} takes one picture, not all frames", options.output);
  return {};
}

Result<> check_output(const CommandOptions& options, const ConvertOptions& run, OutputKind kind,
                      const Globals& globals) {
  if (kind == OutputKind::nothing && !run.explain)
    return failure(ErrorKind::usage, "where to? -o DIR, FILE.png or - for standard output");
  if (kind == OutputKind::stream) {
    if (globals.json || run.explain)
      return failure(ErrorKind::usage, "--{} and the picture cannot share standard output",
                     globals.json ? "json" : "explain");
    // A PNG typed at a terminal is never what was meant, and can leave the terminal unusable.
    if (stdout_is_terminal() && !options.force)
      return failure(ErrorKind::unsupported, "will not write an image to a terminal (use --force)");
  }
  if (!options.name.empty() && kind != OutputKind::folder)
    return failure(ErrorKind::usage, "--name needs a folder: -o DIR");
  if (run.presets.size() > 1 && !run.names.has_field("preset"))
    return failure(ErrorKind::usage, "--name has no {{preset}}, and there are {} presets",
                   run.presets.size());
  return kind == OutputKind::stream || kind == OutputKind::file ? check_lone_picture(options, run)
                                                                : Result<>();
}

// All but the inputs.
Result<ConvertOptions> run_options_of(const CommandOptions& options, const Globals& globals) {
  ConvertOptions run = options.convert;
  auto presets = presets_of(options);
  if (!presets)
    return failure(presets);
  run.presets = std::move(*presets);
  const auto frame = frame_of(options);
  if (!frame)
    return failure(frame);
  run.frame = *frame;
  const auto names = NameTemplate::parse(
      options.name.empty() ? "{study}/{series}/{instance}-{frame}-{preset}" : options.name);
  if (!names)
    return failure(names);
  run.names = *names;
  run.jobs = globals.jobs;
  return run;
}

Result<InputOptions> inputs_of(const InputPaths& asked) {
  InputPaths files = asked;
  const auto streams = std::remove(files.paths.begin(), files.paths.end(), standard_stream);
  const bool reads_standard_input = streams != files.paths.end();
  files.paths.erase(streams, files.paths.end());
  if (reads_standard_input && files.files_from == standard_stream)
    return failure(ErrorKind::usage, "standard input is a file, or a list of files, not both");
  InputOptions inputs;
  auto roots = roots_of(files);
  if (!roots)
    return failure(roots);
  inputs.roots = std::move(*roots);
  if (reads_standard_input) {
    auto bytes = read_standard_input();
    if (!bytes)
      return failure(bytes);
    inputs.standard_input = std::move(*bytes);
  }
  return inputs;
}

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

std::unique_ptr<Destination> destination_of(const CommandOptions& options, OutputKind kind) {
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

ExitCode exit_code_of_run(const Summary& summary, const Interrupts& interrupts) {
  if (const auto interrupted = interrupts.exit_code())
    return *interrupted;
  if (summary.failures() != 0)
    return ExitCode::some_failed;
  // A reader that went away asked for no more.
  const bool all_seen = summary.end == RunEnd::done && summary.files() != 0;
  return all_seen && summary.image_files == 0 ? ExitCode::no_image : ExitCode::done;
}

ExitCode run_convert(const CommandOptions& options, const Globals& globals) {
  auto run = run_options_of(options, globals);
  if (!run)
    return fail(run.error());
  const OutputKind kind = kind_of_output(options);
  if (const Result<> possible = check_output(options, *run, kind, globals); !possible)
    return fail(possible.error());
  run->lone_picture = kind == OutputKind::stream || kind == OutputKind::file;
  auto inputs = inputs_of(options.inputs);
  if (!inputs)
    return fail(inputs.error());
  run->inputs = std::move(*inputs);
  OutputStream stream;
  const std::unique_ptr<Destination> files = destination_of(options, kind);
  if (kind == OutputKind::folder)
    run->inputs.passed_over = options.output;

  StandardOutput out;
  WarmPrinter people(globals);
  const Interrupts interrupts([&people] { people.print_now(); });
  people.start();
  const std::vector<std::string> named = named_files(run->inputs);
  ConvertPrinter printer(globals, named, people, out);
  std::stop_source stop;
  const std::stop_callback interrupt(interrupts.token(), [&stop] { stop.request_stop(); });
  if (kind == OutputKind::nothing)
    printer.stop_without_reader(stop);
  Destination* const destination = kind == OutputKind::stream ? &stream : files.get();
  const Summary summary = convert(*run, destination, printer, stop.get_token());
  people.finish();

  if (globals.json)
    out.write(to_json_line(summary));
  else if (kind == OutputKind::folder && !run->explain && !globals.quiet)
    out.write(convert_summary_text(summary));
  if (interrupts.exit_code())
    complain("interrupted; the pictures that were made are kept");
  const ExitCode printed = kind == OutputKind::stream ? stream.finish() : out.finish();
  return printed != ExitCode::done ? printed : exit_code_of_run(summary, interrupts);
}

void add_looks(CLI::App& convert, CommandOptions& options) {
  auto* preset = convert
                     .add_option("--preset", options.presets,
                                 "These presets, by name: A,B; file-2 is the file's second look")
                     ->delimiter(',')
                     ->allow_extra_args(false)
                     ->type_name("NAMES");
  convert
      .add_option("--window", options.window,
                  "Any window; FUNCTION is linear, linear-exact or sigmoid")
      ->type_name("CENTER,WIDTH[,FUNCTION]")
      ->excludes(preset);
  convert.add_option("--frame", options.frame, "Of a multi-frame image: which, from 1, or all")
      ->type_name("N");
  convert.add_flag("--invert", options.view.invert, "Black for white");
  convert.add_flag("--overlay", options.view.overlays, "Draw the overlays");
  convert.add_flag("--shutter", options.view.shutter, "Hide what the display shutter hides");
  const std::map<std::string, bool> pixels = {{"square", true}, {"stored", false}};
  convert
      .add_option("--pixels", options.view.square_pixels,
                  "square, the default: as wide as they are high; stored: as they are in the file")
      ->transform(CLI::CheckedTransformer(pixels).description(""))
      ->type_name("SHAPE");
  const std::map<std::string, bool> quirks = {{"stored-window", true}};
  convert
      .add_option("--quirk", options.convert.stored_windows,
                  "stored-window: windows of PET and MR that lie outside a series' values are in "
                  "stored values")
      ->transform(CLI::CheckedTransformer(quirks).description(""))
      ->type_name("QUIRK");
}

void add_files(CLI::App& convert, CommandOptions& options) {
  convert
      .add_option("-o,--output", options.output,
                  "A folder; a file, where the name ends in .png; -: standard output")
      ->type_name("DIR|FILE|-");
  convert
      .add_option("--name", options.name,
                  "In a folder: {study}/{series}/{instance}-{frame}-{preset}.png or other fields")
      ->type_name("TEMPLATE");
  convert.add_option("--bits", options.convert.bits, "Of grey pictures: 8 or 16 bits a pixel")
      ->check(CLI::IsMember({8, 16}).description(""))
      ->capture_default_str()
      ->type_name("N");
  convert.add_option("--size", options.convert.side, "Shrunk to fit in N x N")
      ->check(CLI::Range(1, 65535).description(""))
      ->type_name("N");
  add_compression(convert, options.convert.compression);
  convert.add_flag("--explain", options.convert.explain,
                   "Print what decided each picture, as JSON; -o may be left out");
  convert.add_flag("-f,--force", options.force, "Write even if standard output is a terminal");
}

}  // namespace

void add_convert(CLI::App& app, const Globals& globals, Job& job) {
  auto options = std::make_shared<CommandOptions>();
  CLI::App* convert = app.add_subcommand("convert", "DICOM files to PNG files, without a store");
  add_input_paths(*convert, options->inputs, "Files and folders; -: standard input");
  add_files(*convert, *options);
  add_looks(*convert, *options);
  convert->callback([options, &globals, &job] {
    if (options->inputs.paths.empty() && options->inputs.files_from.empty())
      throw CLI::RequiredError("PATH or --files-from");
    job = [options, &globals] { return run_convert(*options, globals); };
  });
}

}  // namespace noctis::cli
