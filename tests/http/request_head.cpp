#include "http/request_head.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace noctis;

namespace {

Request read(const std::string& head) {
  Request request;
  const auto persistence = read_head(head, request);
  REQUIRE(persistence.has_value());
  return request;
}

bool keeps_alive(const std::string& version, const std::string& fields) {
  Request request;
  const auto persistence =
      read_head("GET / " + version + "\r\nHost: a\r\n" + fields + "\r\n", request);
  REQUIRE(persistence.has_value());
  CHECK(persistence->must_be_told == (version == "HTTP/1.0"));
  return persistence->keep_alive;
}

}  // namespace

TEST_SUITE("http/request_head") {
  TEST_CASE("a head is method, path, query and fields, their names in lower case") {
    const Request request = read(
        "POST /a?b=c HTTP/1.1\r\nHost: localhost:8001\r\nX-One:\t \r\nAccept: a,\tb \r\n"
        "ACCEPT:c\r\n\r\n");
    CHECK(request.method == Method::post);
    CHECK(request.path == "/a");
    CHECK(request.parameter("b") == "c");
    CHECK(request.header("host") == "localhost:8001");
    CHECK(request.header("x-one") == "");
    CHECK(request.header("accept") == "a, b");  // a tab would be a control character
    CHECK(request.headers.size() == 4);
    CHECK(request.headers.back() == std::pair<std::string, std::string>{"accept", "c"});
  }

  TEST_CASE("methods are case-sensitive, and an unknown one is somebody else's to refuse") {
    CHECK(read("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n").method == Method::head);
    CHECK(read("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").method == Method::options);
    CHECK(read("DELETE / HTTP/1.1\r\nHost: a\r\n\r\n").method == Method::other);
    CHECK(read("get / HTTP/1.1\r\nHost: a\r\n\r\n").method == Method::other);
  }

  TEST_CASE("HTTP/1.1 is kept alive unless told otherwise, HTTP/1.0 only when told") {
    CHECK(keeps_alive("HTTP/1.1", ""));
    CHECK_FALSE(keeps_alive("HTTP/1.1", "Connection: close\r\n"));
    CHECK_FALSE(keeps_alive("HTTP/1.1", "Connection: keep-alive, Close\r\n"));
    CHECK(keeps_alive("HTTP/1.1", "Connection: Upgrade\r\nUpgrade: websocket\r\n"));
    CHECK_FALSE(keeps_alive("HTTP/1.0", ""));
    CHECK(keeps_alive("HTTP/1.0", "Connection: Keep-Alive\r\n"));
  }

  TEST_CASE("no Content-Length, and one of 0, and an expectation of 100, are no body") {
    read("POST / HTTP/1.1\r\nHost: a\r\n\r\n");
    read("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
    read("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\n\r\n");
  }

  TEST_CASE("HTTP/1.0 needs no Host") {
    CHECK(read("GET / HTTP/1.0\r\n\r\n").headers.empty());
  }

  TEST_CASE("a refused head leaves what was understood of it") {
    Request request;
    const auto refused = read_head("POST /a HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", request);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().details == "the header field host is there twice");
    CHECK(request.method == Method::post);
    CHECK(request.path == "/a");
    CHECK(request.header("host") == "a");
  }

  TEST_CASE("a head has at most 100 fields") {
    std::string head = "GET / HTTP/1.1\r\nHost: a\r\n";
    for (int i = 1; i < 100; ++i)
      head += "A: b\r\n";
    CHECK(read(head + "\r\n").headers.size() == 100);
    Request request;
    const auto refused = read_head(head + "A: b\r\n\r\n", request);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().status == 431);
  }
}
