// The real files beside the project, where they are.

#pragma once

#include <filesystem>
#include <optional>

namespace noctis::test {

/// Nothing where the corpus is not there.
std::optional<std::filesystem::path> corpus_folder();

/// Likewise, with a message that the test was skipped: for test cases alone.
std::optional<std::filesystem::path> corpus();

}  // namespace noctis::test
