// A configuration file.

#include <string_view>

#include "cli/config_file.hpp"
#include "fuzz/require.hpp"

using namespace noctis;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);  // NOLINT: bytes as text
  const auto settings = cli::parse_config(text, "config.toml");
  if (!settings) {
    fuzz::require(settings.error().what.starts_with("config.toml:"), "an error says where");
    return 0;
  }
  for (const cli::Setting& setting : *settings)
    fuzz::require(setting.where.starts_with("config.toml:"), "a setting says where it stands");
  return 0;
}
