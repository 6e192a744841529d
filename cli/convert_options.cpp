#include "cli/convert_options.hpp"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "cli/standard_output.hpp"
#include "render/window_text.hpp"

namespace noctis::cli {

namespace {

bool ends_in_png(std::string_view name) {
  constexpr std::string_view extension = ".png";
  if (name.size() < extension.size())
    return false;
  return std::ranges::equal(name.substr(name.size() - extension.size()), extension, {},
                            [](char c) { return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c; });
}

Result<std::vector<Preset>> presets_of(const ConvertCommand& command, const PresetTable& table) {
  std::vector<Preset> presets;
  if (!command.window.empty()) {
    const auto window = parse_window(command.window);
    if (!window)
      return failure(window);
    presets.push_back({.name = "window"});
    presets.back().view.kind = ViewKind::window;
    presets.back().view.window = *window;
  }
  for (const std::string& name : command.presets) {
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
    preset.view.invert = command.view.invert;
    preset.view.square_pixels = command.view.square_pixels;
    preset.view.overlays = command.view.overlays;
    preset.view.shutter = command.view.shutter;
  }
  return presets;
}

Result<std::optional<std::uint32_t>> frame_of(const ConvertCommand& command) {
  constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();  // Number of Frames is IS
  if (command.frame.empty() || command.frame == "all")
    return std::nullopt;
  const auto number = to_integer(command.frame);
  if (!number || *number < 1 || *number > most)
    return failure(ErrorKind::usage, "--frame is \"{}\", not all or a number from 1",
                   command.frame);
  return static_cast<std::uint32_t>(*number);
}

// One picture in one place: more than one input, preset or frame is a slip of the fingers.
Result<> check_lone_picture(const ConvertCommand& command, const ConvertOptions& run) {
  std::error_code ignored;
  const std::vector<std::string>& paths = command.inputs.paths;
  if (paths.size() != 1 || !command.inputs.files_from.empty() ||
      std::filesystem::is_directory(paths.front(), ignored))
    return failure(ErrorKind::usage, "-o {} takes the picture of one file; a folder takes more",
                   command.output);
  if (run.presets.size() != 1)
    return failure(ErrorKind::usage, "-o {} takes one picture, not {} presets", command.output,
                   run.presets.size());
  if (command.frame == "all")
    return failure(ErrorKind::usage, "-o {} takes one picture, not all frames", command.output);
  return {};
}

Result<> check_output(const ConvertCommand& command, const ConvertOptions& run, OutputKind kind,
                      const Globals& globals) {
  if (kind == OutputKind::nothing && !run.explain)
    return failure(ErrorKind::usage, "where to? -o DIR, FILE.png or - for standard output");
  if (kind == OutputKind::stream) {
    if (globals.json || run.explain)
      return failure(ErrorKind::usage, "--{} and the picture cannot share standard output",
                     globals.json ? "json" : "explain");
    // A PNG typed at a terminal is never what was meant, and can leave the terminal unusable.
    if (stdout_is_terminal() && !command.force)
      return failure(ErrorKind::unsupported, "will not write an image to a terminal (use --force)");
  }
  // A site's own template, of its configuration, waits for a folder.
  if (command.is_named && kind != OutputKind::folder)
    return failure(ErrorKind::usage, "--name needs a folder: -o DIR");
  if (run.presets.size() > 1 && !run.names.has_field("preset"))
    return failure(ErrorKind::usage, "--name has no {{preset}}, and there are {} presets",
                   run.presets.size());
  return run.lone_picture ? check_lone_picture(command, run) : Result<>();
}

}  // namespace

OutputKind kind_of_output(const ConvertCommand& command) {
  const std::string& output = command.output;
  if (output.empty())
    return OutputKind::nothing;
  if (output == standard_stream)
    return OutputKind::stream;
  std::error_code ignored;
  const auto status = std::filesystem::status(output, ignored);
  if (std::filesystem::is_directory(status) || output.back() == '/')
    return OutputKind::folder;
  return std::filesystem::exists(status) || ends_in_png(output) ? OutputKind::file
                                                                : OutputKind::folder;
}

Result<ConvertOptions> options_of_run(const ConvertCommand& command, OutputKind kind,
                                      const Globals& globals) {
  ConvertOptions run = command.run;
  auto presets = presets_of(command, globals.presets);
  if (!presets)
    return failure(presets);
  run.presets = std::move(*presets);
  const auto frame = frame_of(command);
  if (!frame)
    return failure(frame);
  run.frame = *frame;
  const auto names = NameTemplate::parse(
      command.name.empty() ? "{study}/{series}/{instance}-{frame}-{preset}" : command.name);
  if (!names)
    return failure(names);
  run.names = *names;
  run.lone_picture = kind == OutputKind::stream || kind == OutputKind::file;
  run.jobs = globals.jobs;
  if (const Result<> possible = check_output(command, run, kind, globals); !possible)
    return failure(possible);
  return run;
}

Result<InputOptions> inputs_of(const InputPaths& asked, const std::string& passed_over) {
  InputPaths files = asked;
  const auto streams = std::remove(files.paths.begin(), files.paths.end(), standard_stream);
  const bool reads_standard_input = streams != files.paths.end();
  files.paths.erase(streams, files.paths.end());
  if (reads_standard_input && files.files_from == standard_stream)
    return failure(ErrorKind::usage, "standard input is a file, or a list of files, not both");
  InputOptions inputs;
  inputs.passed_over = passed_over;
  auto roots = roots_of(files, passed_over);
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

}  // namespace noctis::cli
