#include "http/cors.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace noctis;

namespace {

Cors two_origins() {
  auto cors = Cors::make({"https://example.com", "http://localhost:3000"});
  REQUIRE(cors.has_value());
  return *std::move(cors);
}

// None of them is the allowed https://example.com.
constexpr const char* foreign[] = {
    "null",
    "",
    "*",
    "http://example.com",
    "https://example.com:8443",
    "https://example.com:443",
    "https://example.com/",
    "https://Example.com",
    "https://example.com.evil",
    "https://example.com.evil.example",
    "https://evil-example.com",
    "https://evilexample.com",
    "https://sub.example.com",
    "https://example.com evil",
    "https://example.com,https://evil.example",
    "https://evil.example,https://example.com",
    "https://example.comevil",
    "https://user@example.com",
    "https://example.com@evil.example",
    "https://localhost:3000",
    "http://localhost",
    "http://localhost:30000",
    "example.com",
    "https://examplE.com",
    "https://exampl\u0435.com",
};

Request preflight_from(const std::string& origin) {
  return {.method = Method::options,
          .path = "/api/v1/ping",
          .headers = {{"origin", origin}, {"access-control-request-method", "GET"}}};
}

bool says_nothing_of_cors(const Response& response) {
  for (const auto& [name, value] : response.headers)
    if (name.starts_with("Access-Control"))
      return false;
  return true;
}

}  // namespace

TEST_SUITE("http/cors") {
  TEST_CASE("a page of an origin that is allowed may ask, and is told what it may send") {
    const Cors cors = two_origins();
    for (const char* const origin : {"https://example.com", "http://localhost:3000"}) {
      const Request request = preflight_from(origin);
      Response response = cors.preflight(request);
      cors.dress(response, request);
      CHECK(response.status == 204);
      CHECK(response.size() == 0);
      CHECK(response.header("Access-Control-Allow-Origin") == origin);
      CHECK(response.header("Access-Control-Allow-Methods") == "GET, HEAD, POST");
      CHECK(response.header("Access-Control-Allow-Headers") ==
            "Authorization, If-None-Match, Accept");
      CHECK(response.header("Access-Control-Max-Age") == "600");
      CHECK(response.header("Vary") == "Origin");
      CHECK_FALSE(response.header("Access-Control-Allow-Credentials").has_value());
    }
  }

  TEST_CASE("a page of any other origin is refused, and told nothing") {
    const Cors cors = two_origins();
    for (const char* const origin : foreign) {
      CAPTURE(origin);
      const Request request = preflight_from(origin);
      Response response = cors.preflight(request);
      cors.dress(response, request);
      CHECK(response.status == 403);
      CHECK(says_nothing_of_cors(response));
      CHECK(response.header("Vary") == "Origin");
    }
  }

  TEST_CASE("an answer is for the origin that asked, and for no other") {
    const Cors cors = two_origins();
    Response response;
    cors.dress(response, {.headers = {{"origin", "https://example.com"}}});
    CHECK(response.header("Access-Control-Allow-Origin") == "https://example.com");
    CHECK(response.header("Access-Control-Expose-Headers") ==
          "ETag, X-Request-Id, X-Response-Time");
    for (const char* const origin : foreign) {
      CAPTURE(origin);
      Response other;
      cors.dress(other, {.headers = {{"origin", origin}}});
      CHECK(says_nothing_of_cors(other));
    }
  }

  TEST_CASE("an answer to somebody without an origin depends on it all the same") {
    Response response{.headers = {{"Vary", "Accept"}}};
    two_origins().dress(response, {});
    CHECK(says_nothing_of_cors(response));
    CHECK(response.header("Vary") == "Accept, Origin");
  }

  TEST_CASE("a preflight is OPTIONS with an origin and the method that is to follow") {
    CHECK(is_preflight(preflight_from("https://example.com")));
    Request request = preflight_from("https://example.com");
    request.method = Method::get;
    CHECK_FALSE(is_preflight(request));
    CHECK_FALSE(is_preflight({.method = Method::options, .headers = {{"origin", "https://a.b"}}}));
    CHECK_FALSE(is_preflight(
        {.method = Method::options, .headers = {{"access-control-request-method", "GET"}}}));
  }

  TEST_CASE("what no browser sends as an origin cannot be allowed") {
    for (const char* const origin :
         {"*", "null", "", "example.com", "https://", "https://example.com/",
          "https://example.com/a", "https://Example.com", "HTTPS://example.com",
          "https://example.com:443", "http://example.com:80",
          "https://example.com:", "https://example.com:x", "https://*.example.com",
          "ftp://example.com", "https://user@example.com", "https://example.com https://b.example",
          "https://:8443", "https://[::1"}) {
      CAPTURE(origin);
      const auto cors = Cors::make({"https://fine.example", origin});
      REQUIRE_FALSE(cors.has_value());
      CHECK(cors.error().kind == ErrorKind::usage);
    }
    for (const char* const origin : {"http://[::1]:3000", "https://[::1]", "http://example.com:443",
                                     "https://example.com:80", "http://127.0.0.1:5173"}) {
      CAPTURE(origin);
      CHECK(Cors::make({origin}).has_value());
    }
  }
}
