// Each rule's built-in checks as a test of their own, so that a list of tests is a list of rules.

#include "conformance/check.hpp"

#include <doctest/doctest.h>

using namespace noctis;

namespace {

void check_rule(unsigned rule) {
  int count = 0;
  for (const Check& check : checks()) {
    if (check.rule != rule)
      continue;
    ++count;
    const auto verdict = check.run();
    CHECK_MESSAGE(verdict.has_value(), check.statement, ": ",
                  verdict ? std::string() : verdict.error().what);
  }
  CHECK(count > 0);
}

}  // namespace

TEST_SUITE("conformance/checks") {
  TEST_CASE("R1: the built-in checks hold") {
    check_rule(1);
  }

  TEST_CASE("R2: the built-in checks hold") {
    check_rule(2);
  }

  TEST_CASE("R3: the built-in checks hold") {
    check_rule(3);
  }

  TEST_CASE("R4: the built-in checks hold") {
    check_rule(4);
  }

  TEST_CASE("R5: the built-in checks hold") {
    check_rule(5);
  }

  TEST_CASE("R6: the built-in checks hold") {
    check_rule(6);
  }

  TEST_CASE("R7: the built-in checks hold") {
    check_rule(7);
  }

  TEST_CASE("R8: the built-in checks hold") {
    check_rule(8);
  }

  TEST_CASE("R9: the built-in checks hold") {
    check_rule(9);
  }

  TEST_CASE("R10: the built-in checks hold") {
    check_rule(10);
  }

  TEST_CASE("R11: the built-in checks hold") {
    check_rule(11);
  }

  TEST_CASE("R12: the built-in checks hold") {
    check_rule(12);
  }

  TEST_CASE("R13: the built-in checks hold") {
    check_rule(13);
  }

  TEST_CASE("R14: the built-in checks hold") {
    check_rule(14);
  }

  TEST_CASE("R15: the built-in checks hold") {
    check_rule(15);
  }

  TEST_CASE("R16: the built-in checks hold") {
    check_rule(16);
  }

  TEST_CASE("R17: the built-in checks hold") {
    check_rule(17);
  }

  TEST_CASE("R18: the built-in checks hold") {
    check_rule(18);
  }

  TEST_CASE("R19: the built-in checks hold") {
    check_rule(19);
  }

  TEST_CASE("R20: the built-in checks hold") {
    check_rule(20);
  }

  TEST_CASE("R21: the built-in checks hold") {
    check_rule(21);
  }

  TEST_CASE("R22: the built-in checks hold") {
    check_rule(22);
  }

  TEST_CASE("R23: the built-in checks hold") {
    check_rule(23);
  }

  TEST_CASE("R24: the built-in checks hold") {
    check_rule(24);
  }

  TEST_CASE("R25: the built-in checks hold") {
    check_rule(25);
  }

  TEST_CASE("R26: the built-in checks hold") {
    check_rule(26);
  }

  TEST_CASE("R27: the built-in checks hold") {
    check_rule(27);
  }

  TEST_CASE("R28: the built-in checks hold") {
    check_rule(28);
  }

  TEST_CASE("R29: the built-in checks hold") {
    check_rule(29);
  }

  TEST_CASE("R30: the built-in checks hold") {
    check_rule(30);
  }

  TEST_CASE("R31: the built-in checks hold") {
    check_rule(31);
  }

  TEST_CASE("R32: the built-in checks hold") {
    check_rule(32);
  }

  TEST_CASE("R33: the built-in checks hold") {
    check_rule(33);
  }

  TEST_CASE("R34: the built-in checks hold") {
    check_rule(34);
  }

  TEST_CASE("R35: the built-in checks hold") {
    check_rule(35);
  }

  TEST_CASE("R36: the built-in checks hold") {
    check_rule(36);
  }

  TEST_CASE("R37: the built-in checks hold") {
    check_rule(37);
  }

  TEST_CASE("R38: the built-in checks hold") {
    check_rule(38);
  }

  TEST_CASE("R39: the built-in checks hold") {
    check_rule(39);
  }

  TEST_CASE("R40: the built-in checks hold") {
    check_rule(40);
  }

  TEST_CASE("no rule is without a check, and they are in the rules' order") {
    unsigned last = 0;
    for (const Check& check : checks()) {
      CHECK(check.rule >= last);
      CHECK(check.rule <= last + 1);
      last = check.rule;
    }
    CHECK(last == display_rule_count);
  }

  TEST_CASE("each check says something of its own, in one line, and names a clause") {
    for (std::size_t i = 0; i < checks().size(); ++i) {
      const Check& check = checks()[i];
      CAPTURE(check.statement);
      CHECK(check.clause.starts_with("PS3."));
      CHECK(check.statement.size() > 10);
      CHECK(check.statement.find('\n') == std::string_view::npos);
      CHECK_FALSE(check.statement.ends_with('.'));
      for (std::size_t j = 0; j < i; ++j)
        CHECK(check.statement != checks()[j].statement);
    }
  }
}
