// What the command line left open: filled in from the environment, then from a configuration file.

#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "cli/config_file.hpp"

namespace CLI {  // NOLINT(readability-identifier-naming): theirs
class App;
class Option;
}  // namespace CLI

namespace noctis::cli {

/// The options of a program that was parsed, of its global level and of all its commands.  What was
/// given by a higher source stays, and keeps out what it excludes; two of one source that exclude
/// each other are a mistake.
class Settings {
 public:
  /// The app must outlive it.
  explicit Settings(CLI::App& app);

  /// NOCTIS_JOBS is --jobs, NOCTIS_WARM_PRESET is warm's --preset.  Fails with ErrorKind::usage,
  /// naming the variable, for a value that the option refuses.
  [[nodiscard]] Result<> apply_environment();

  /// Fails with ErrorKind::usage, naming file and line, for a key that no option bears and a value
  /// that its option refuses, of another type perhaps, of commands that are not run as well.
  /// `takes` is asked first, and says whether the setting is its own.
  [[nodiscard]] Result<> apply(const std::vector<Setting>& settings,
                               const std::function<Result<bool>(const Setting&)>& takes);

  /// As a configuration file: each option that has a value, with where it comes from.
  [[nodiscard]] std::string as_toml() const;

 private:
  // Higher ones come first.
  enum class Source : std::uint8_t { command_line, environment, file };
  struct Origin {
    Source source;
    std::string where;
  };
  [[nodiscard]] Result<> set(CLI::Option& option, const std::vector<std::string>& values,
                             Source source, const std::string& where);
  [[nodiscard]] std::string toml_of(const CLI::App& level) const;
  [[nodiscard]] Result<bool> stands_back(const CLI::Option& option, Source source,
                                         const std::string& where) const;

  CLI::App& app_;
  std::map<const CLI::Option*, Origin> origins_;
};

}  // namespace noctis::cli
