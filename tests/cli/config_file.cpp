#include "cli/config_file.hpp"

#include <doctest/doctest.h>

using namespace noctis;
using namespace noctis::cli;

namespace {

std::vector<Setting> parsed(std::string_view text) {
  const auto settings = parse_config(text, "x.toml");
  REQUIRE_MESSAGE(settings.has_value(), settings.error().what);
  return *settings;
}

std::string refusal(std::string_view text) {
  const auto settings = parse_config(text, "x.toml");
  REQUIRE_FALSE(settings.has_value());
  CHECK(settings.error().kind == ErrorKind::usage);
  return settings.error().what;
}

}  // namespace

TEST_SUITE("cli/config_file") {
  TEST_CASE("keys come in the order of the file, with their lines") {
    CHECK(parsed("store = '/s'\n\n[warm]\nthumbnail-side = 0\nmaster = true\n") ==
          std::vector<Setting>{
              {"", "store", {"/s"}, ValueType::text, false, "x.toml:1"},
              {"warm", "thumbnail-side", {"0"}, ValueType::number, false, "x.toml:4"},
              {"warm", "master", {"true"}, ValueType::truth, false, "x.toml:5"}});
  }

  TEST_CASE("a list may go over several lines, and texts may hold what else means something") {
    CHECK(parsed("preset = [\n  \"heart=700/50,linear,CT\",  # a comment\n  'a#b=1/2',\n]\n") ==
          std::vector<Setting>{{"",
                                "preset",
                                {"heart=700/50,linear,CT", "a#b=1/2"},
                                ValueType::text,
                                true,
                                "x.toml:1"}});
    CHECK(parsed("size = 1.5\n")[0].values == std::vector<std::string>{"1.5"});
    CHECK(parsed("").empty());
  }

  TEST_CASE("what is no TOML is refused with its line") {
    CHECK(refusal("jobs = 1\njobs\n").starts_with("x.toml:"));
    CHECK(refusal("jobs = \n").starts_with("x.toml:1: "));
    CHECK(refusal("jobs = 1\njobs = 2\n").starts_with("x.toml:2: "));
    CHECK(refusal("a = \"\xff\"\n").starts_with("x.toml:"));
    for (const char* const header :
         {"[[[a]]]\n", "[[ [a]]\n", "[=]\n", "[$x]\n", "[.]\n", "[\xff]\n", "st\uFEC4st\n"})
      CHECK(refusal(header).starts_with("x.toml:"));
  }

  TEST_CASE("a table inside a table, what no list holds, and a date are refused") {
    CHECK(refusal("[warm]\n[warm.deep]\nx = 1\n") == "x.toml:2: the table warm.deep lies too deep");
    CHECK(refusal("a = [{b = 1}]\n") == "x.toml:1: a is no text, number or truth value");
    CHECK(refusal("a = [\n  'x',\n  1\n]\n") == "x.toml:3: a is a list of different types");
    CHECK(refusal("a = [[1]]\n") == "x.toml:1: a is no text, number or truth value");
    CHECK(refusal("a = 2026-11-24\n") == "x.toml:1: a is no text, number or truth value");
  }

  TEST_CASE("a file that is not there is named") {
    const auto settings = read_config("/no/such/file.toml");
    REQUIRE_FALSE(settings.has_value());
    CHECK(settings.error().what.starts_with("/no/such/file.toml: "));
  }
}
