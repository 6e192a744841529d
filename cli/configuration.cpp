#include "cli/configuration.hpp"

#include <cstdlib>
#include <filesystem>
#include <vector>

#include "cli/config_file.hpp"
#include "cli/setting_type.hpp"
#include "cli/settings.hpp"
#include "cli/user_folders.hpp"

namespace noctis::cli {

namespace {

// Empty where there is none.
std::string variable(const char* name) {
  const char* const value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): no thread yet
  return value == nullptr ? std::string() : std::string(value);
}

// Empty where there is none.
std::filesystem::path config_file_of(const Globals& globals) {
  if (!globals.config.empty())
    return globals.config;
  if (const std::string named = variable("NOCTIS_CONFIG"); !named.empty())
    return named;
  std::vector<std::filesystem::path> places;
  if (auto users = configuration_folder())
    places.push_back(*std::move(users));
  places.emplace_back("/etc");
  for (const auto& place : places) {
    std::error_code ignored;
    if (auto file = place / "noctis" / "config.toml"; std::filesystem::exists(file, ignored))
      return file;
  }
  return {};
}

// The one key that is no option: `preset = ["heart=700/50,linear,CT"]`.
bool is_preset_list(const Setting& setting) {
  return setting.table.empty() && setting.key == "preset";
}

class SitePresets {
 public:
  explicit SitePresets(PresetTable& table) : table_(table) {}

  Result<bool> take(const Setting& setting) {
    if (!is_preset_list(setting))
      return false;
    if (const auto typed = check_texts(setting); !typed)
      return failure(typed);
    for (const std::string& text : setting.values) {
      if (auto defined = table_.define(text); !defined)
        return failure(defined);
      text_ += text_.empty() ? "" : ", ";
      text_ += toml_text(text);
    }
    return true;
  }

  [[nodiscard]] std::string as_toml() const {
    return text_.empty() ? std::string() : "preset = [" + text_ + "]\n";
  }

 private:
  PresetTable& table_;
  std::string text_;
};

}  // namespace

Result<std::string> configure(CLI::App& app, Globals& globals) {
  Settings settings(app);
  if (const auto applied = settings.apply_environment(); !applied)
    return failure(applied);
  SitePresets presets(globals.presets);
  if (const std::filesystem::path file = config_file_of(globals); !file.empty()) {
    const auto read = read_config(file);
    if (!read)
      return failure(ErrorKind::usage, "{}", read.error().what);
    const auto applied =
        settings.apply(*read, [&presets](const Setting& setting) { return presets.take(setting); });
    if (!applied)
      return failure(applied);
  }
  return presets.as_toml() + settings.as_toml();
}

CheckedPresets check_presets(const std::filesystem::path& file) {
  CheckedPresets checked;
  const auto settings = read_config(file);
  if (!settings) {
    checked.errors.push_back({ErrorKind::usage, settings.error().what});
    return checked;
  }
  for (const Setting& setting : *settings) {
    if (!is_preset_list(setting))
      continue;
    if (const auto typed = check_texts(setting); !typed) {
      checked.errors.push_back(
          {ErrorKind::usage, fmt::format("{}: {}", setting.where, typed.error().what)});
      continue;
    }
    for (const std::string& text : setting.values) {
      const auto defined = checked.table.define(text);
      if (defined)
        ++checked.definitions;
      else
        checked.errors.push_back(
            {ErrorKind::usage, fmt::format("{}: {}", setting.where, defined.error().what)});
    }
  }
  return checked;
}

}  // namespace noctis::cli
