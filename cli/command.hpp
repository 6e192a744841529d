// What all subcommands share: the global options, and the job that parsing chooses.

#pragma once

#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <string_view>
#include <utility>

#include "base/result.hpp"
#include "cli/exit_code.hpp"
#include "render/preset.hpp"

namespace CLI {  // NOLINT(readability-identifier-naming): theirs
class App;
}

namespace noctis::cli {

enum class ColorChoice : std::uint8_t { automatic, always, never };

struct Globals {
  std::filesystem::path store;   ///< empty: nobody says, and the user has no home
  std::filesystem::path config;  ///< empty: where configuration files usually are
  bool print_config = false;
  bool json = false;
  bool quiet = false;
  int verbosity = 0;
  ColorChoice color = ColorChoice::automatic;
  unsigned jobs = 0;                              ///< 0: one a core
  PresetTable presets = PresetTable::built_in();  ///< with the site's own
};

/// Set by a parser's callback, run after parsing.
using Job = std::function<ExitCode()>;

/// Says on standard error what is wrong, and returns the exit code that goes with it.
ExitCode fail(const Error& error);

/// One line on standard error, control characters escaped, after "noctis: ".
void complain(std::string_view text);

/// The same, dropped where standard error takes nothing for a quarter of a second: of threads that
/// others, or signals, wait for.
void complain_in_passing(std::string_view text);

/// There is no store at the path that was named.
class NoStore : public std::exception {
 public:
  explicit NoStore(std::filesystem::path store) : store_(std::move(store)) {}
  [[nodiscard]] const char* what() const noexcept override { return "no store"; }
  [[nodiscard]] const std::filesystem::path& store() const noexcept { return store_; }

 private:
  std::filesystem::path store_;
};

/// Throws Fatal, of ErrorKind::usage, where nothing says in which folder the store is.
void require_folder_of_store(const Globals& globals);

/// As require_folder_of_store does; and throws NoStore where no index is at the store's path, or
/// only the empty file that a run which ended as it began leaves; Fatal where that cannot be told,
/// a folder of another user's perhaps.
void require_store(const Globals& globals);

// Each adds its subcommand to the program.
void add_cat(CLI::App& app, const Globals& globals, Job& job);
void add_clear(CLI::App& app, const Globals& globals, Job& job);
void add_convert(CLI::App& app, const Globals& globals, Job& job);
void add_doctor(CLI::App& app, const Globals& globals, Job& job);
void add_gc(CLI::App& app, const Globals& globals, Job& job);
void add_ls(CLI::App& app, const Globals& globals, Job& job);
void add_presets(CLI::App& app, const Globals& globals, Job& job);
void add_serve(CLI::App& app, const Globals& globals, Job& job);
void add_stats(CLI::App& app, const Globals& globals, Job& job);
void add_token(CLI::App& app, const Globals& globals, Job& job);
void add_verify(CLI::App& app, const Globals& globals, Job& job);
void add_warm(CLI::App& app, const Globals& globals, Job& job);

}  // namespace noctis::cli
