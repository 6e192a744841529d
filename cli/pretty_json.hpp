// JSON for people: a key a line.

#pragma once

#include <string>

#include "base/json.hpp"

namespace noctis::cli {

/// Indented by two blanks a level; objects and arrays without others in them, of few characters,
/// stand on one line.  No newline at the end.
[[nodiscard]] std::string pretty_json(const json::value& value);

}  // namespace noctis::cli
