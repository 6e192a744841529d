#include "cli/unknown_command.hpp"

#include <doctest/doctest.h>

using namespace noctis::cli;

TEST_SUITE("cli/unknown_command") {
  TEST_CASE("letters added, left out, changed and exchanged are counted") {
    CHECK(letters_apart("warm", "warm") == 0);
    CHECK(letters_apart("", "gc") == 2);
    CHECK(letters_apart("wam", "warm") == 1);
    CHECK(letters_apart("warrm", "warm") == 1);
    CHECK(letters_apart("worm", "warm") == 1);
    CHECK(letters_apart("wram", "warm") == 1);
    CHECK(letters_apart("kitten", "sitting") == 3);  // k-s, e-i, g
  }

  TEST_CASE("a command is offered only where it is near") {
    const std::vector<std::string> commands = {"warm", "convert", "gc"};
    CHECK(unknown_command("wram", commands) == "no command is named wram; is warm meant?");
    CHECK(unknown_command("konvertt", commands) ==
          "no command is named konvertt; is convert meant?");
    CHECK(unknown_command("foo", commands) == "no command is named foo");
    CHECK(unknown_command("g", commands) == "no command is named g");  // half of it is missing
    CHECK(unknown_command("x", {}) == "no command is named x");
  }
}
