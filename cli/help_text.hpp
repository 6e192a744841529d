// How --help reads: one form for all commands, which the tests of manual and completions read too.

#pragma once

#include <string>

#include <CLI/CLI.hpp>

namespace noctis::cli {

/// An option is "  -j, --jobs N", what it does, and in brackets its default and the options that it
/// needs or excludes.  A value that is one of some words is those, joined by '|': "path|newest".
class HelpText final : public CLI::Formatter {
 public:
  [[nodiscard]] std::string make_option(const CLI::Option* option,
                                        bool is_positional) const override;
  [[nodiscard]] std::string make_usage(const CLI::App* app, std::string name) const override;
  [[nodiscard]] std::string make_subcommands(const CLI::App* app,
                                             CLI::AppFormatMode mode) const override;
  [[nodiscard]] std::string make_footer(const CLI::App* app) const override;
};

}  // namespace noctis::cli
