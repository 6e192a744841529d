#include "cli/unknown_command.hpp"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

namespace noctis::cli {

std::size_t letters_apart(std::string_view one, std::string_view other) {
  // Row i holds the distances from the first i letters of `one` to each beginning of `other`.
  std::vector<std::size_t> before_last, last, row(other.size() + 1);
  for (std::size_t j = 0; j <= other.size(); ++j)
    row[j] = j;
  for (std::size_t i = 1; i <= one.size(); ++i) {
    before_last = std::move(last);
    last = row;
    row[0] = i;
    for (std::size_t j = 1; j <= other.size(); ++j) {
      const std::size_t change = one[i - 1] == other[j - 1] ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + change});
      if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
        row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row.back();
}

std::string unknown_command(const std::string& given, const std::vector<std::string>& commands) {
  constexpr std::size_t most = 2;
  constexpr std::size_t longest = 64;  // what is longer is no slip of a finger
  std::string text = fmt::format("no command is named {}", given);
  if (given.size() > longest)
    return text;
  const auto nearest = std::min_element(commands.begin(), commands.end(),
                                        [&given](const std::string& a, const std::string& b) {
                                          return letters_apart(given, a) < letters_apart(given, b);
                                        });
  if (nearest == commands.end())
    return text;
  const std::size_t apart = letters_apart(given, *nearest);
  if (apart <= most && 2 * apart < nearest->size())
    text += fmt::format("; is {} meant?", *nearest);
  return text;
}

}  // namespace noctis::cli
