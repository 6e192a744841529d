// Which of TOML's types an option takes from a configuration file.

#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "cli/config_file.hpp"

namespace CLI {  // NOLINT(readability-identifier-naming): theirs
class Option;
}

namespace noctis::cli {

[[nodiscard]] bool is_flag(const CLI::Option& option);
[[nodiscard]] bool takes_list(const CLI::Option& option);

/// Fails with ErrorKind::usage, naming the key, for a number where a text is wanted, a list where
/// one value is, and so on.  A number may stand between quotation marks.
[[nodiscard]] Result<> check_type(const CLI::Option& option, const Setting& setting);

/// Fails in the same way unless it is a text or a list of texts.
[[nodiscard]] Result<> check_texts(const Setting& setting);

/// What an option was given, in the type that it takes, as TOML writes it.
[[nodiscard]] std::string toml_value(const CLI::Option& option,
                                     const std::vector<std::string>& given);

/// A text between quotation marks.  TOML 1.0.0, "String".
[[nodiscard]] std::string toml_text(const std::string& text);

}  // namespace noctis::cli
