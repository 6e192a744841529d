// A command that there is none of, and which one was perhaps meant.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace noctis::cli {

/// How many letters are to be added, left out, changed or, side by side, exchanged, to come from
/// one to the other: the optimal string alignment distance.
[[nodiscard]] std::size_t letters_apart(std::string_view one, std::string_view other);

/// What to say of `given`, which is none of `commands`: it names the nearest one where that is at
/// most two letters, and less than half of it, away.
[[nodiscard]] std::string unknown_command(const std::string& given,
                                          const std::vector<std::string>& commands);

}  // namespace noctis::cli
