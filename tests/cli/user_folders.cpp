#include "cli/user_folders.hpp"

#include <fstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/text.hpp"

using namespace noctis;
using namespace noctis::cli;

namespace {

// What /etc/passwd says of root, whose line is there on every machine.
std::string home_of_root() {
  std::ifstream users("/etc/passwd");
  for (std::string line; std::getline(users, line);) {
    const auto fields = split(line, ':');
    if (fields.size() == 7 && fields[2] == "0")
      return std::string(fields[5]);
  }
  return {};
}

}  // namespace

TEST_SUITE("cli/user_folders") {
  TEST_CASE("HOME is the home where it is an absolute path, whoever the user is") {
    CHECK(home_of("/home/ada", 0) == "/home/ada");
    CHECK(home_of("/home/ada", 4'000'000'001) == "/home/ada");
  }

  TEST_CASE("without HOME, and with one that is empty or relative, the user database knows") {
    REQUIRE(home_of_root().starts_with('/'));
    for (const char* const variable : {static_cast<const char*>(nullptr), "", "ada", "./ada"})
      CHECK(home_of(variable, 0) == home_of_root());
  }

  TEST_CASE("a user whom the database does not know has no home") {
    CHECK_FALSE(home_of(nullptr, 4'000'000'001).has_value());
    CHECK_FALSE(home_of("ada", 4'000'000'001).has_value());
  }
}
