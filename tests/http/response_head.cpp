#include "http/response_head.hpp"

#include <string>

#include <doctest/doctest.h>

#include "http/http_date.hpp"
#include "http/request_ids.hpp"

using namespace noctis;
using namespace std::chrono_literals;

namespace {

std::string head_of(const Response& response, const ServerFields& fields = {}) {
  std::string text;
  append_head(text, response, fields);
  return text;
}

}  // namespace

TEST_SUITE("http/response_head") {
  TEST_CASE("a head is the status line, the fields of both, and an empty line") {
    const Response response{.status = 404,
                            .content_type = "text/plain",
                            .headers = {{"ETag", "\"a\""}},
                            .body = "gone"};
    CHECK(head_of(response, {.id = "0123456789abcdef",
                             .date = "Sun, 06 Nov 1994 08:49:37 GMT",
                             .response_time = 1'000'123us}) ==
          "HTTP/1.1 404 Not Found\r\nServer: noctis\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
          "Content-Type: text/plain\r\nContent-Length: 4\r\nETag: \"a\"\r\n"
          "X-Request-Id: 0123456789abcdef\r\nX-Response-Time: 1.000123s\r\n\r\n");
  }

  TEST_CASE("the client is told when the connection ends, and HTTP/1.0 when it does not") {
    CHECK(head_of({}, {.persistence = {.keep_alive = false}}).find("Connection: close\r\n") !=
          std::string::npos);
    CHECK(head_of({}, {.persistence = {.must_be_told = true}}).find("Connection: keep-alive\r\n") !=
          std::string::npos);
    CHECK(head_of({}).find("Connection") == std::string::npos);
  }

  TEST_CASE("204 and 304 have neither a body nor a length, HEAD a length alone") {
    CHECK(head_of({.status = 204}).find("Content-Length") == std::string::npos);
    CHECK(head_of({.status = 304}).find("Content-Length") == std::string::npos);
    CHECK(head_of({.body = ""}).find("Content-Length: 0\r\n") != std::string::npos);
    CHECK_FALSE(has_body(Method::get, 204));
    CHECK_FALSE(has_body(Method::get, 304));
    CHECK_FALSE(has_body(Method::head, 200));
    CHECK(has_body(Method::post, 500));
  }

  TEST_CASE("nothing that could begin a line of its own gets into a head") {
    CHECK_FALSE(fault_of({.headers = {{"Location", "/a b~!"}}}).has_value());
    CHECK(fault_of({.headers = {{"Location", "/a\r\nSet-Cookie: b"}}}).has_value());
    CHECK(fault_of({.headers = {{"Location", "/a\n"}}}).has_value());
    CHECK(fault_of({.headers = {{"Location", std::string("/a\0", 3)}}}).has_value());
    CHECK(fault_of({.headers = {{"Location", "/\xc3\xa9"}}}).has_value());
    CHECK(fault_of({.headers = {{"A\r\nB", "c"}}}).has_value());
    CHECK(fault_of({.headers = {{"A b", "c"}}}).has_value());
    CHECK(fault_of({.headers = {{"A:", "c"}}}).has_value());
    CHECK(fault_of({.headers = {{"", "c"}}}).has_value());
    CHECK(fault_of({.content_type = "text/plain\r\n\r\n"}).has_value());
    CHECK(fault_of({.status = 0}).has_value());
    CHECK(fault_of({.status = 100}).has_value());
    CHECK(fault_of({.status = 600}).has_value());
  }

  TEST_CASE("a date is RFC 9110's") {
    CHECK(to_http_date(784'111'777) == "Sun, 06 Nov 1994 08:49:37 GMT");  // its own example
    CHECK(to_http_date(0) == "Thu, 01 Jan 1970 00:00:00 GMT");
    CHECK(HttpDate().now().size() == std::string_view("Thu, 01 Jan 1970 00:00:00 GMT").size());
  }

  TEST_CASE("request ids are 16 hexadecimal digits and do not follow one another") {
    RequestIds ids;
    std::string first;
    std::string second;
    ids.write_next(first);
    ids.write_next(second);
    CHECK(first.size() == 16);
    CHECK(first.find_first_not_of("0123456789abcdef") == std::string::npos);
    CHECK(first.substr(0, 8) != second.substr(0, 8));
    CHECK(first.substr(8) != second.substr(8));
  }
}
