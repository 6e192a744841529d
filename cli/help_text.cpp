#include "cli/help_text.hpp"

#include <string_view>
#include <vector>

#include "base/text.hpp"

namespace noctis::cli {

namespace {

constexpr std::size_t text_column = 30;
constexpr std::size_t last_column = 100;

void add(std::string& list, std::string_view separator, std::string_view item) {
  if (!list.empty())
    list += separator;
  list += item;
}

std::string names_of(const CLI::Option& option) {
  std::string names;
  for (const std::string& name : option.get_snames())
    add(names, ", ", "-" + name);
  for (const std::string& name : option.get_lnames())
    add(names, ", ", "--" + name);
  return names;
}

// What stands in the first column.
std::string subject_of(const CLI::Option& option, bool is_positional) {
  if (is_positional)
    return option.get_name(true, false);
  const std::string value = option.get_type_size() == 0 ? std::string() : option.get_type_name();
  return names_of(option) + (value.empty() ? "" : " ") + value;
}

std::string conditions_of(const CLI::Option& option) {
  std::string needed, excluded, conditions;
  for (const CLI::Option* const other : option.get_needs())
    add(needed, ", ", other->get_name());
  for (const CLI::Option* const other : option.get_excludes())
    add(excluded, ", ", other->get_name());
  if (option.get_type_size() != 0 && !option.get_default_str().empty())
    add(conditions, "; ", "default: " + option.get_default_str());
  if (!needed.empty())
    add(conditions, "; ", "needs " + needed);
  if (!excluded.empty())
    add(conditions, "; ", "not with " + excluded);
  return conditions.empty() ? conditions : " [" + conditions + "]";
}

// In two columns, the right one wrapped between words.
std::string two_columns(const std::string& left, const std::string& right) {
  std::string text = "  " + left;
  std::size_t column = text.size();
  // Two spaces at least lie between the columns.
  bool needs_line = column + 2 > text_column;
  for (const std::string_view word : split(right, ' ')) {
    const bool is_first = column < text_column;
    needs_line = needs_line || (!is_first && column + 1 + word.size() > last_column);
    if (needs_line || is_first) {
      text += needs_line ? '\n' + std::string(text_column, ' ')
                         : std::string(text_column - column, ' ');
      column = text_column;
      needs_line = false;
    } else {
      text += ' ';
      ++column;
    }
    text += word;
    column += word.size();
  }
  return text + '\n';
}

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App*) { return true; });
}

}  // namespace

std::string HelpText::make_option(const CLI::Option* option, bool is_positional) const {
  return two_columns(subject_of(*option, is_positional),
                     option->get_description() + conditions_of(*option));
}

std::string HelpText::make_usage(const CLI::App* app, std::string name) const {
  std::string usage = "Usage: " + name + " [OPTIONS]";
  for (const CLI::Option* const option : app->get_options())
    if (option->get_positional())
      usage += ' ' + make_option_usage(option);
  return usage + (commands_of(*app).empty() ? "" : " COMMAND") + '\n';
}

std::string HelpText::make_subcommands(const CLI::App* app, CLI::AppFormatMode /*mode*/) const {
  std::string text;
  for (const CLI::App* const command : commands_of(*app))
    text += two_columns(command->get_name(), command->get_description());
  return text.empty() ? text : "\nCommands:\n" + text;
}

std::string HelpText::make_footer(const CLI::App* app) const {
  const bool is_command = app->get_parent() != nullptr;
  return is_command ? "The options of noctis itself may stand here, too: noctis --help.\n"
                      "The manual: man noctis-" +
                          app->get_name() + '\n'
                    : "What a command takes: noctis COMMAND --help.\nThe manual: man noctis\n";
}

}  // namespace noctis::cli
