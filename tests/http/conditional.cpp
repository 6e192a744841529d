#include "http/conditional.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace noctis;

TEST_SUITE("http/conditional") {
  TEST_CASE("a tag is found in a list, by weak comparison") {
    // The table of RFC 9110, 8.8.3.2.
    CHECK(names_tag(R"(W/"1")", R"(W/"1")"));
    CHECK_FALSE(names_tag(R"(W/"1")", R"(W/"2")"));
    CHECK(names_tag(R"(W/"1")", R"("1")"));
    CHECK(names_tag(R"("1")", R"("1")"));
    // The examples of RFC 9110, 13.1.2.
    constexpr auto list = R"("xyzzy", "r2d2xxxx", "c3piozzzz")";
    CHECK(names_tag(R"("xyzzy")", R"("xyzzy")"));
    CHECK(names_tag(list, R"("c3piozzzz")"));
    CHECK(names_tag(R"(W/"xyzzy", W/"r2d2xxxx", W/"c3piozzzz")", R"("r2d2xxxx")"));
    CHECK_FALSE(names_tag(list, R"("r2d2")"));
  }

  TEST_CASE("a star names whatever there is") {
    CHECK(names_tag("*", R"("1")"));
    CHECK(names_tag(" * ", ""));
    CHECK_FALSE(names_tag(R"("*")", R"("1")"));
    CHECK_FALSE(names_tag(R"(*, "2")", R"("1")"));
  }

  TEST_CASE("commas and backslashes are a tag's own") {
    CHECK(names_tag(R"("a,b", "c")", R"("a,b")"));
    CHECK(names_tag(R"("a,b", "c")", R"("c")"));
    CHECK_FALSE(names_tag(R"("a,b")", R"("a)"));
    CHECK(names_tag(R"("a\", "b")", R"("b")"));
    CHECK(names_tag(R"("",,  ,"b",)", R"("b")"));
  }

  TEST_CASE("from what is no tag on nothing is found") {
    for (const char* const header : {"", "1", "'1'", R"(w/"1")", R"(W/ "1")", R"("1)", R"(1")",
                                     R"(x, "1")", R"("2" "1")", R"("2"; "1")", "W/", "\""}) {
      CAPTURE(header);
      CHECK_FALSE(names_tag(header, R"("1")"));
    }
    CHECK(names_tag(R"("1", x)", R"("1")"));
  }

  TEST_CASE("304 has neither body nor what tells of one, and keeps the tag") {
    Response response{.content_type = "application/json",
                      .headers = {{"ETag", "\"1\""},
                                  {"Content-Encoding", "gzip"},
                                  {"Cache-Control", "private"},
                                  {"Vary", "Accept"}},
                      .body = "{}"};
    make_not_modified(response);
    CHECK(response.status == 304);
    CHECK(response.size() == 0);
    CHECK(response.content_type.empty());
    CHECK(response.header("ETag") == "\"1\"");
    CHECK(response.header("Cache-Control") == "private");
    CHECK(response.header("Vary") == "Accept");
    CHECK_FALSE(response.header("Content-Encoding").has_value());
  }
}
