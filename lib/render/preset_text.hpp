// The grammar of a site's presets, one string each.

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.hpp"
#include "render/preset.hpp"

namespace noctis {

/// `name=width/center[,function[,modalities[,bodyparts]]]`, lists joined by '+'; modalities and
/// body parts are Code Strings (PS3.5 6.2) in either case, modalities possibly "*" alone.  Fails
/// with ErrorKind::usage, naming the preset and what is wrong with it.
[[nodiscard]] Result<Preset> parse_preset(std::string_view text);

/// "file", "automatic", "full" or "window".
[[nodiscard]] std::string_view name_of(ViewKind kind) noexcept;

/// Which of the file's looks "file-2", "file-3"… is: 1, 2…; nothing for other names (R35).
[[nodiscard]] std::optional<std::uint32_t> file_view_of(std::string_view name) noexcept;

}  // namespace noctis
