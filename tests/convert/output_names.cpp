#include "convert/output_names.hpp"

#include <set>
#include <string>

#include <doctest/doctest.h>

using namespace noctis;

namespace {

std::string claim(OutputNames& names, const std::string& name) {
  return numbered(name, names.claim(name));
}

}  // namespace

TEST_SUITE("convert/output_names") {
  TEST_CASE("a name that is free is given as it is, then with numbers from 2") {
    OutputNames names;
    CHECK(claim(names, "a/b.png") == "a/b.png");
    CHECK(claim(names, "a/b.png") == "a/b~2.png");
    CHECK(claim(names, "a/b.png") == "a/b~3.png");
    CHECK(claim(names, "c/b.png") == "c/b.png");
  }

  TEST_CASE("a name that looks like a number's is not given twice either") {
    OutputNames names;
    CHECK(claim(names, "a~2.png") == "a~2.png");
    CHECK(claim(names, "a.png") == "a.png");
    CHECK(claim(names, "a.png") == "a~3.png");
    CHECK(claim(names, "a~2.png") == "a~2~2.png");
    CHECK(claim(names, "a~3.png") == "a~3~2.png");
  }

  TEST_CASE("names that a file system without case takes for one are told apart") {
    OutputNames names;
    CHECK(claim(names, "IM1.png") == "IM1.png");
    CHECK(claim(names, "im1.png") == "im1~2.png");
    CHECK(claim(names, "A/x.png") == "A/x.png");
    CHECK(claim(names, "a/x.png") == "a/x~2.png");
  }

  TEST_CASE("ten thousand claims of one name are ten thousand names") {
    OutputNames names;
    std::set<std::string> all;
    for (int i = 0; i < 10000; ++i)
      all.insert(claim(names, "a.png"));
    CHECK(all.size() == 10000);
  }
}
