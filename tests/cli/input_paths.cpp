#include "cli/input_paths.hpp"

#include <cstddef>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/core.h>

#include "support/temporary_folder.hpp"

using namespace noctis;
using namespace noctis::cli;

namespace {

Result<std::vector<std::string>> roots_of_list(std::string_view text, bool nul_separated) {
  const test::TemporaryFolder folder;
  InputPaths inputs;
  inputs.files_from = folder / "list";
  inputs.nul_separated = nul_separated;
  std::ofstream(inputs.files_from, std::ios::binary) << text;
  return roots_of(inputs);
}

}  // namespace

TEST_SUITE("cli/input_paths") {
  TEST_CASE(
      "every path of a list is read, wherever its bytes are cut, and a last one without end") {
    for (const char separator : {'\0', '\n'}) {
      CAPTURE(separator);
      std::vector<std::string> paths;
      std::string text;
      for (std::size_t i = 0; i < 100'000; ++i) {  // 3 MB
        paths.push_back(fmt::format("/archive/{:06}/{}", i, std::string(1 + i % 31, 'x')));
        text += std::string(i == 0 ? 0 : 1 + i % 2, separator) + paths.back();
      }
      CHECK(roots_of_list(text, separator == '\0') == paths);
    }
  }

  TEST_CASE("a NUL is refused without -0, wherever it stands") {
    using namespace std::string_literals;
    CHECK(roots_of_list("/a\n/b\0/c"s, true) == std::vector<std::string>{"/a\n/b", "/c"});
    for (const std::size_t before : {0U, 1'000'000U, 3'000'000U}) {
      CAPTURE(before);
      const auto roots = roots_of_list(std::string(before, '\n') + "/a\n/b\0/c"s, false);
      REQUIRE_FALSE(roots.has_value());
      CHECK(roots.error().kind == ErrorKind::usage);
    }
  }
}
