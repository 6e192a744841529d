#include "cli/settings.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

#include <CLI/CLI.hpp>

#include "base/text.hpp"
#include "cli/setting_type.hpp"

namespace noctis::cli {

namespace {

// These speak to the command line alone.
constexpr std::array<std::string_view, 6> never = {"help",         "version",    "config",
                                                   "print-config", "files-from", "null"};

std::string name_of(const CLI::Option& option) {
  const auto& names = option.get_lnames();
  return names.empty() || std::find(never.begin(), never.end(), names.front()) != never.end()
             ? std::string()
             : names.front();
}

std::vector<CLI::App*> commands_of(CLI::App& app) {
  return app.get_subcommands([](CLI::App*) { return true; });
}

CLI::Option* option_named(CLI::App& level, const std::string& name) {
  for (CLI::Option* option : level.get_options())
    if (!name.empty() && name_of(*option) == name)
      return option;
  return nullptr;
}

std::string variable_of(const std::string& command, const std::string& option) {
  std::string name = "NOCTIS_" + (command.empty() ? "" : command + "_") + option;
  std::transform(name.begin(), name.end(), name.begin(), [](char c) {
    return c == '-' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return name;
}

}  // namespace

Settings::Settings(CLI::App& app) : app_(app) {
  const auto note = [this](const CLI::App& level) {
    for (const CLI::Option* option : level.get_options())
      if (option->count() > 0)
        origins_[option] = {Source::command_line, "the command line"};
  };
  note(app_);
  for (const CLI::App* command : commands_of(app_))
    note(*command);
}

// Whether something else has the say.
Result<bool> Settings::stands_back(const CLI::Option& option, Source source,
                                   const std::string& where) const {
  if (origins_.contains(&option))
    return true;
  for (const CLI::Option* other : option.get_excludes()) {
    const auto given = origins_.find(other);
    if (given == origins_.end())
      continue;
    if (given->second.source != source)
      return true;
    return failure(ErrorKind::usage, "{}: {} excludes {} ({})", where, option.get_name(),
                   other->get_name(), given->second.where);
  }
  return false;
}

Result<> Settings::set(CLI::Option& option, const std::vector<std::string>& values, Source source,
                       const std::string& where) {
  const auto stands = stands_back(option, source, where);
  if (!stands)
    return failure(stands);
  if (*stands)
    return {};
  try {
    for (const std::string& value : values)
      option.add_result(value);
    option.run_callback();
  } catch (const CLI::Error& error) {
    return failure(ErrorKind::usage, "{}: {}", where, error.what());
  }
  origins_[&option] = {source, where};
  return {};
}

Result<> Settings::apply_environment() {
  const auto apply_to = [this](CLI::App& level, const std::string& command) -> Result<> {
    for (CLI::Option* option : level.get_options()) {
      const std::string name = name_of(*option);
      if (name.empty())
        continue;
      const std::string variable = variable_of(command, name);
      const char* const value = std::getenv(variable.c_str());  // NOLINT(concurrency-mt-unsafe)
      if (value == nullptr || *value == '\0')
        continue;
      if (auto applied = set(*option, {value}, Source::environment, variable); !applied)
        return applied;
    }
    return {};
  };
  if (auto applied = apply_to(app_, ""); !applied)
    return applied;
  for (CLI::App* command : commands_of(app_))
    if (auto applied = apply_to(*command, command->get_name()); !applied)
      return applied;
  return {};
}

Result<> Settings::apply(const std::vector<Setting>& settings,
                         const std::function<Result<bool>(const Setting&)>& takes) {
  const auto commands = commands_of(app_);
  for (const Setting& setting : settings) {
    const auto taken = takes(setting);
    if (!taken)
      return failure(taken.error().kind, "{}: {}", setting.where, taken.error().what);
    if (*taken)
      continue;
    const auto command = std::find_if(commands.begin(), commands.end(), [&](const CLI::App* each) {
      return each->get_name() == setting.table;
    });
    if (!setting.table.empty() && command == commands.end())
      return failure(ErrorKind::usage, "{}: no command is named {}", setting.where, setting.table);
    CLI::App& level = setting.table.empty() ? app_ : **command;
    CLI::Option* const option = option_named(level, setting.key);
    if (option == nullptr)
      return failure(ErrorKind::usage, "{}: {} is no option{}{}", setting.where, setting.key,
                     setting.table.empty() ? "" : " of ", setting.table);
    if (const auto typed = check_type(*option, setting); !typed)
      return failure(typed.error().kind, "{}: {}", setting.where, typed.error().what);
    if (auto applied = set(*option, setting.values, Source::file, setting.where); !applied)
      return applied;
  }
  return {};
}

std::string Settings::toml_of(const CLI::App& level) const {
  std::string text;
  for (const CLI::Option* option : level.get_options()) {
    const std::string name = name_of(*option);
    if (name.empty())
      continue;
    const auto origin = origins_.find(option);
    if (origin != origins_.end())
      text += fmt::format("{} = {}  # {}\n", name, toml_value(*option, option->results()),
                          escape_controls(origin->second.where));
    else if (const std::string value = option->get_default_str(); !value.empty())
      text += fmt::format("{} = {}  # built in\n", name, toml_value(*option, {value}));
  }
  return text;
}

std::string Settings::as_toml() const {
  std::string text = toml_of(app_);
  for (const CLI::App* command : commands_of(app_))
    if (const std::string table = toml_of(*command); !table.empty())
      text += fmt::format("\n[{}]\n{}", command->get_name(), table);
  return text;
}

}  // namespace noctis::cli
