// In words, how pictures are not what they were.

#pragma once

#include <string>
#include <vector>

#include "golden/record.hpp"

namespace noctis::test {

/// Of one picture, by its size or by its cells, as rectangles of pixels, those of the greatest
/// change first; empty where nothing changed.
[[nodiscard]] std::string change_of(const GoldenRecord& before, const GoldenRecord& now);

/// One line for each picture that is changed, new, gone or twice there.
[[nodiscard]] std::vector<std::string> changes(const std::vector<GoldenRecord>& before,
                                               const std::vector<GoldenRecord>& now);

}  // namespace noctis::test
