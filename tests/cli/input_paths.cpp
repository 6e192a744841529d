#include "cli/input_paths.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <fstream>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/core.h>

#include "base/file.hpp"
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

// Standard input as a pipe that another process has set not to wait, and what comes in it late.
class LateInput {
 public:
  explicit LateInput(std::string text) : stdin_(::dup(STDIN_FILENO)) {
    std::array<int, 2> ends = {};
    REQUIRE(::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) == 0);
    ::dup2(ends[0], STDIN_FILENO);
    ::close(ends[0]);
    writer_ = std::thread([text = std::move(text), end = UniqueFd{ends[1]}] {
      for (const char& byte : text) {
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
        (void)!::write(end.get(), &byte, 1);
      }
    });
  }
  ~LateInput() {
    writer_.join();
    ::dup2(stdin_.get(), STDIN_FILENO);
  }
  LateInput(const LateInput&) = delete;
  LateInput& operator=(const LateInput&) = delete;

 private:
  UniqueFd stdin_;
  std::thread writer_;
};

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

  TEST_CASE("standard input that has nothing yet, and would not wait, is waited for") {
    InputPaths inputs;
    inputs.files_from = "-";
    {
      const LateInput late("/a\n/b\n");
      CHECK(roots_of(inputs) == std::vector<std::string>{"/a", "/b"});
    }
    const LateInput late("DICM");
    CHECK(read_standard_input() == Bytes{'D', 'I', 'C', 'M'});
  }
}
