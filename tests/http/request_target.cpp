#include "http/request_target.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace noctis;

namespace {

std::string refusal_of(std::string_view target) {
  Request request;
  const auto read = read_target(target, request);
  CHECK(request.query.empty());
  if (read)
    return "";
  CHECK(read.error().status == 400);
  return read.error().details;
}

Request request_for(std::string_view target) {
  Request request;
  const auto read = read_target(target, request);
  REQUIRE(read.has_value());
  return request;
}

using Query = std::vector<std::pair<std::string, std::string>>;

}  // namespace

TEST_SUITE("http/request_target") {
  TEST_CASE("a target is a path and parameters, both decoded") {
    const Request request = request_for("/a%20b/%c3%A9+c?q=x%2Fy+z&empty=&alone&&r=1=2");
    CHECK(request.path == "/a b/\xc3\xa9+c");
    CHECK(request.query == Query{{"q", "x/y z"}, {"empty", ""}, {"alone", ""}, {"r", "1=2"}});
    CHECK(request_for("/").path == "/");
    CHECK(request_for("/?").query.empty());
    CHECK(request_for("//a//").path == "//a//");
    CHECK(request_for("/a?b?c=d").query == Query{{"b?c", "d"}});
    CHECK(request_for("/..a/b../.../.a").path == "/..a/b../.../.a");
  }

  TEST_CASE("a target that two readers could understand in two ways is refused, saying why") {
    const struct {
      std::string target;
      const char* why;
    } rows[] = {
        {"", "not a path"},
        {"*", "not a path"},
        {"a", "not a path"},
        {"http://localhost/", "not a path"},
        {"localhost:80", "not a path"},
        {"/%", "hexadecimal"},
        {"/%4", "hexadecimal"},
        {"/%4g", "hexadecimal"},
        {"/%-1", "hexadecimal"},
        {"/%%41", "hexadecimal"},
        {"/?a=%", "hexadecimal"},
        {"/?%u0041", "hexadecimal"},
        {"/%00", "control"},
        {"/%0d%0aA:b", "control"},
        {"/%7f", "control"},
        {"/%c2%85", "control"},
        {"/?a=%00", "control"},
        {"/?a%0A=b", "control"},
        {"/%ff", "UTF-8"},
        {"/%c0%af", "UTF-8"},
        {"/%ed%a0%80", "UTF-8"},
        {"/?a=%ff", "UTF-8"},
        {"/a%2fb", "slash"},
        {"/a%2Fb", "slash"},
        {"/a\\b", "backslash"},
        {"/a%5cb", "backslash"},
        {"/.", "dots"},
        {"/..", "dots"},
        {"/../etc/passwd", "dots"},
        {"/a/../b", "dots"},
        {"/a/./b", "dots"},
        {"/a/..", "dots"},
        {"/%2e%2E/a", "dots"},
        {"/a/.%2e", "dots"},
        {"/a#b", "fragment"},
    };
    for (const auto& row : rows) {
      CAPTURE(row.target);
      const std::string refusal = refusal_of(row.target);
      CAPTURE(refusal);
      CHECK(refusal.find(row.why) != std::string::npos);
    }
  }

  TEST_CASE("a query has at most 100 parameters") {
    std::string target = "/?a";
    for (int i = 1; i < 100; ++i)
      target += "&a";
    CHECK(request_for(target).query.size() == 100);
    CHECK(refusal_of(target + "&a").find("100") != std::string::npos);
  }

  TEST_CASE("the star is a target of OPTIONS alone") {
    Request request;
    request.method = Method::options;
    REQUIRE(read_target("*", request).has_value());
    CHECK(request.path == "*");
    CHECK_FALSE(read_target("**", request).has_value());
  }
}
