// JSON that people read too: numbers as they write them.

#pragma once

#include <string>

#include "base/json.hpp"

namespace noctis::cli {

/// On one line.  Boost.JSON's own text is the same but for numbers, where it writes 1 as 1E0.
[[nodiscard]] std::string line_json(const json::value& value);

/// Indented by two blanks a level; objects and arrays without others in them, of few characters,
/// stand on one line.  No newline at the end.
[[nodiscard]] std::string pretty_json(const json::value& value);

}  // namespace noctis::cli
