// noctis presets: which looks have names, and whether a site's own are well-formed.

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/json.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/configuration.hpp"
#include "cli/json_text.hpp"
#include "cli/standard_output.hpp"
#include "cli/table.hpp"
#include "render/preset.hpp"
#include "render/preset_text.hpp"
#include "render/window_text.hpp"

namespace noctis::cli {

namespace {

struct PresetsOptions {
  std::string name;
  std::string check;
};

std::string joined(const std::vector<std::string>& values, std::string_view separator) {
  std::string text;
  for (const std::string& value : values)
    text += (text.empty() ? "" : std::string(separator)) + value;
  return text;
}

// "built in", or whose it is.
std::string_view origin_of(const Preset& preset) {
  static const PresetTable built_in = PresetTable::built_in();
  const Preset* const original = built_in.find(preset.name);
  if (original == nullptr)
    return "site";
  return *original == preset ? "built-in" : "site, redefined";
}

Row row_of(const Preset& preset) {
  const bool is_window = preset.view.kind == ViewKind::window;
  const VoiWindow& window = preset.view.window;
  return {text_cell(preset.name),
          text_cell(is_window ? fmt::format("{}", window.width) : std::string()),
          text_cell(is_window ? fmt::format("{}", window.center) : std::string()),
          text_cell(std::string(is_window ? noctis::name_of(window.function)
                                          : noctis::name_of(preset.view.kind))),
          text_cell(joined(preset.modalities, "+")),
          text_cell(joined(preset.body_parts, "+")),
          text_cell(std::string(origin_of(preset)))};
}

json::array array_of(const std::vector<std::string>& values) {
  return json::array(values.begin(), values.end());
}

std::string json_of(const Preset& preset) {
  json::object line{{"type", "preset"},
                    {"name", preset.name},
                    {"view", noctis::name_of(preset.view.kind)},
                    {"modalities", array_of(preset.modalities)},
                    {"body_parts", array_of(preset.body_parts)},
                    {"hounsfield_units", preset.hounsfield_units},
                    {"origin", origin_of(preset)}};
  if (preset.view.kind == ViewKind::window) {
    line["width"] = preset.view.window.width;
    line["center"] = preset.view.window.center;
    line["function"] = noctis::name_of(preset.view.window.function);
  }
  return line_json(line) + '\n';
}

void print(const std::vector<const Preset*>& presets, const Globals& globals, StandardOutput& out) {
  TablePrinter printer(
      {"preset", {"name", "width", "center", "function", "warmed_for", "body_parts", "origin"}},
      stdout_is_terminal() ? TableForm::aligned : TableForm::tab_separated, out);
  for (const Preset* preset : presets) {
    if (globals.json)
      out.write(json_of(*preset));
    else
      printer.add(row_of(*preset));
  }
  if (!globals.json)
    printer.finish();
}

ExitCode run_check(const PresetsOptions& options, const Globals& globals) {
  const CheckedPresets checked = check_presets(options.check);
  for (const Error& error : checked.errors)
    complain(error.what);
  StandardOutput out;
  std::vector<const Preset*> own;
  for (const Preset& preset : checked.table.all())
    if (origin_of(preset) != "built-in")
      own.push_back(&preset);
  print(own, globals, out);
  const ExitCode printed = out.finish();
  return checked.errors.empty() ? printed : ExitCode::usage;
}

ExitCode run_presets(const PresetsOptions& options, const Globals& globals) {
  if (!options.check.empty())
    return run_check(options, globals);
  std::vector<const Preset*> chosen;
  for (const Preset& preset : globals.presets.all())
    if (options.name.empty() || options.name == preset.name)
      chosen.push_back(&preset);
  if (chosen.empty())
    return fail({ErrorKind::usage, fmt::format("no preset is named \"{}\"", options.name)});
  StandardOutput out;
  print(chosen, globals, out);
  return out.finish();
}

}  // namespace

void add_presets(CLI::App& app, const Globals& globals, Job& job) {
  auto options = std::make_shared<PresetsOptions>();
  CLI::App* presets = app.add_subcommand("presets", "List the presets, the site's own among them");
  auto* name = presets->add_option("NAME", options->name, "Only this preset")->type_name("");
  presets
      ->add_option("--check", options->check,
                   "Check the presets of this configuration file, and list them")
      ->type_name("FILE")
      ->excludes(name);
  presets->callback([options, &globals, &job] {
    job = [options, &globals] { return run_presets(*options, globals); };
  });
}

}  // namespace noctis::cli
