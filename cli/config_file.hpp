// A configuration file: TOML, global options at the top, each command's in a table of its name.

#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace noctis::cli {

enum class ValueType : std::uint8_t { text, number, truth };

/// One key.  Numbers and truth values are as TOML writes them; what is no array has one value.
struct Setting {
  std::string table;  ///< a command's name; empty: global
  std::string key;    ///< an option's long name, without the dashes
  std::vector<std::string> values;
  ValueType type = ValueType::text;  ///< of all its values
  bool is_list = false;
  std::string where;  ///< "/etc/noctis/config.toml:12"

  bool operator==(const Setting&) const = default;
};

/// In the order of the file.  Whether a key means anything is not asked.  Fails with
/// ErrorKind::usage, naming file and line, for what is no TOML, for dates, for arrays of different
/// types, and for tables inside tables or arrays.
[[nodiscard]] Result<std::vector<Setting>> parse_config(std::string_view text,
                                                        const std::string& name);

/// Fails as parse_config does, with too_large beyond 1 MiB, and where the file cannot be read.
[[nodiscard]] Result<std::vector<Setting>> read_config(const std::filesystem::path& path);

}  // namespace noctis::cli
