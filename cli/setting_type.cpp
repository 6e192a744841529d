#include "cli/setting_type.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include <CLI/CLI.hpp>

namespace noctis::cli {

namespace {

enum class Wanted : std::uint8_t { text, number, number_or_text, truth, truth_or_number };

bool counts(const CLI::Option& flag) {
  return flag.get_multi_option_policy() == CLI::MultiOptionPolicy::TakeAll;
}

// The name of what it takes, which its help shows, tells what that looks like.
Wanted wanted_of(const CLI::Option& option) {
  constexpr std::array<std::string_view, 2> numbers = {"N", "8|16"};
  constexpr std::array<std::string_view, 6> often_numbers = {"N|all", "SIZE", "SHARE",
                                                             "TIME",  "AGE",  "WHEN"};
  if (is_flag(option))
    return counts(option) ? Wanted::truth_or_number : Wanted::truth;
  const std::string name = option.get_type_name();
  if (std::find(numbers.begin(), numbers.end(), name) != numbers.end())
    return Wanted::number;
  return std::find(often_numbers.begin(), often_numbers.end(), name) != often_numbers.end()
             ? Wanted::number_or_text
             : Wanted::text;
}

bool suits(Wanted wanted, ValueType type) {
  switch (type) {
    case ValueType::text:  // the option itself refuses one that is no number
      return wanted == Wanted::text || wanted == Wanted::number || wanted == Wanted::number_or_text;
    case ValueType::number:
      return wanted != Wanted::text && wanted != Wanted::truth;
    case ValueType::truth:
      break;
  }
  return wanted == Wanted::truth || wanted == Wanted::truth_or_number;
}

std::string_view name_of(Wanted wanted) {
  switch (wanted) {
    case Wanted::text:
      return "a text in quotation marks";
    case Wanted::number:
      return "a number";
    case Wanted::number_or_text:
      return "a number or a text in quotation marks";
    case Wanted::truth:
      return "true or false";
    case Wanted::truth_or_number:
      break;
  }
  return "true, false or a number";
}

// As the file has it.
std::string as_written(const Setting& setting) {
  const std::string& value = setting.values.front();
  return setting.type == ValueType::text ? toml_text(value) : value;
}

Result<> check(const Setting& setting, Wanted wanted, bool may_be_list) {
  if (setting.is_list && !may_be_list)
    return failure(ErrorKind::usage, "{} takes {}, not a list", setting.key, name_of(wanted));
  if (!setting.values.empty() && !suits(wanted, setting.type))
    return failure(ErrorKind::usage, "{} takes {}, not {}", setting.key, name_of(wanted),
                   as_written(setting));
  return {};
}

// "010" is ten to people, eight to some programs and nothing to TOML.
bool is_plain_number(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos &&
         (text == "0" || text.front() != '0');
}

std::string flag_value(const CLI::Option& flag, const std::vector<std::string>& given) {
  if (given.size() > 1 && counts(flag))
    return fmt::format("{}", given.size());
  const std::int64_t value = CLI::detail::to_flag_value(given.back());
  if (counts(flag))
    return fmt::format("{}", std::max(value, std::int64_t{0}));
  return value > 0 ? "true" : "false";
}

}  // namespace

bool is_flag(const CLI::Option& option) {
  return option.get_expected_max() == 0 || option.get_type_size() == 0;
}

bool takes_list(const CLI::Option& option) {
  return !is_flag(option) && (option.get_expected_max() > 1 || option.get_items_expected_max() > 1);
}

Result<> check_type(const CLI::Option& option, const Setting& setting) {
  return check(setting, wanted_of(option), takes_list(option));
}

Result<> check_texts(const Setting& setting) {
  return check(setting, Wanted::text, true);
}

std::string toml_value(const CLI::Option& option, const std::vector<std::string>& given) {
  if (is_flag(option))
    return flag_value(option, given);
  if (!takes_list(option))
    return wanted_of(option) == Wanted::number && is_plain_number(given.back())
               ? given.back()
               : toml_text(given.back());
  std::string list = "[";
  for (const std::string& value : given)
    list += (list.size() > 1 ? ", " : "") + toml_text(value);
  return list + "]";
}

std::string toml_text(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      result += '\\';
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
      result += fmt::format("\\u{:04X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    else
      result += c;
  }
  return result + '"';
}

}  // namespace noctis::cli
