// The real files beside the project, where they are.

#pragma once

#include <filesystem>
#include <optional>

namespace noctis::test {

/// Nothing, with a message that the test was skipped, where the corpus is not there.
std::optional<std::filesystem::path> corpus();

}  // namespace noctis::test
