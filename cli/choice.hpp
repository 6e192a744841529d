// An option whose value is one of some words.  CLI11's own transformers show numbers in their
// messages, take them as values, and leave them behind where the word was.

#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

namespace noctis::cli {

template <class Value>
using Choices = std::vector<std::pair<std::string, Value>>;

/// The value is shown as its words, joined by '|'.
/// `target` must outlive the parsing; it keeps its value where the option is not given.
template <class Value>
CLI::Option* add_choice(CLI::App& app, const std::string& names, Value& target,
                        const Choices<Value>& choices, const std::string& description) {
  std::string words, type;
  for (const auto& [word, value] : choices) {
    words += (words.empty() ? "" : ", ") + word;
    type += (type.empty() ? "" : "|") + word;
  }
  CLI::Option* const option = app.add_option_function<std::string>(
      names,
      [&target, choices](const std::string& given) {
        for (const auto& [word, value] : choices)
          if (word == given)
            target = value;
      },
      description);
  option->type_name(type);
  for (const auto& [word, value] : choices)
    if (value == target)
      option->default_str(word);
  return option->check(CLI::Validator(
      [choices, words](const std::string& given) {
        const bool known =
            std::any_of(choices.begin(), choices.end(),
                        [&given](const auto& choice) { return choice.first == given; });
        return known ? std::string() : '"' + given + "\" is not one of " + words;
      },
      ""));
}

/// For options that count.  CLI11's own shows the largest number there is, to the last of 309
/// digits.
[[nodiscard]] inline CLI::Validator count_from_zero() {
  return CLI::Validator(
      [](const std::string& given) {
        const bool is_count = !given.empty() && given.size() < 20 &&
                              given.find_first_not_of("0123456789") == std::string::npos;
        return is_count ? std::string() : '"' + given + "\" is not a number from 0";
      },
      "");
}

}  // namespace noctis::cli
