#include "convert/output_names.hpp"

#include <set>
#include <string>

#include <doctest/doctest.h>

using namespace noctis;

TEST_SUITE("convert/output_names") {
  TEST_CASE("a name that is free is given as it is, then with numbers from 2") {
    OutputNames names;
    CHECK(names.claim("a/b.png") == "a/b.png");
    CHECK(names.claim("a/b.png") == "a/b~2.png");
    CHECK(names.claim("a/b.png") == "a/b~3.png");
    CHECK(names.claim("c/b.png") == "c/b.png");
  }

  TEST_CASE("a name that looks like a number's is not given twice either") {
    OutputNames names;
    CHECK(names.claim("a~2.png") == "a~2.png");
    CHECK(names.claim("a.png") == "a.png");
    CHECK(names.claim("a.png") == "a~3.png");
    CHECK(names.claim("a~2.png") == "a~2~2.png");
    CHECK(names.claim("a~3.png") == "a~3~2.png");
  }

  TEST_CASE("names that a file system without case takes for one are told apart") {
    OutputNames names;
    CHECK(names.claim("IM1.png") == "IM1.png");
    CHECK(names.claim("im1.png") == "im1~2.png");
    CHECK(names.claim("A/x.png") == "A/x.png");
    CHECK(names.claim("a/x.png") == "a/x~2.png");
  }

  TEST_CASE("ten thousand claims of one name are ten thousand names") {
    OutputNames names;
    std::set<std::string> all;
    for (int i = 0; i < 10000; ++i)
      all.insert(names.claim("a.png"));
    CHECK(all.size() == 10000);
  }
}
