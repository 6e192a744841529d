#include "http/authentication.hpp"

#include <string>

#include <doctest/doctest.h>

#include "http/forge.hpp"

using namespace noctis;

namespace {

constexpr std::int64_t now = 1'700'000'000;
const std::string secret(32, 'x');

Authentication by_secret() {
  return Authentication(TokenVerifier(*VerifyingKey::of_secret(secret), std::nullopt));
}

std::string token_of(std::string_view scope, std::int64_t expires = now + 60) {
  return test::forge_hs256(R"({"alg":"HS256"})",
                           fmt::format(R"({{"sub":"ada","scope":"{}","exp":{}}})", scope, expires),
                           secret);
}

Request asking(const std::string& authorization) {
  return {.path = "/api/v1/ping", .headers = {{"authorization", authorization}}};
}

Result<Caller> identified(const Authentication& authentication, const Request& request) {
  TokenCache cache;
  return authentication.identify(request, cache, now);
}

// The status and the challenge that a caller of this scope gets.
std::string refused(const Authentication& authentication, const std::string& authorization,
                    Access access) {
  Request request = asking(authorization);
  const auto caller = identified(authentication, request);
  REQUIRE(caller.has_value());
  request.caller = *caller;
  const auto response = authentication.refusal(request, access);
  if (!response)
    return "welcome";
  return fmt::format("{} {}", response->status, response->header("WWW-Authenticate").value_or("-"));
}

}  // namespace

TEST_SUITE("http/authentication") {
  TEST_CASE("where nobody is asked who they are, everyone reads and nobody administers") {
    const Authentication none;
    CHECK_FALSE(none.demands_tokens());
    for (const std::string& authorization :
         {std::string(), std::string("Basic YTpi"), std::string("Bearer nonsense"),
          "Bearer " + token_of("admin")}) {
      CAPTURE(authorization);
      CHECK(refused(none, authorization, Access::open) == "welcome");
      CHECK(refused(none, authorization, Access::read) == "welcome");
      CHECK(refused(none, authorization, Access::admin) == "403 -");
    }
  }

  TEST_CASE("without a token all but open routes are closed, with a challenge") {
    const Authentication tokens = by_secret();
    CHECK(tokens.demands_tokens());
    // Another scheme is as good as none: the challenge bears no error then (RFC 6750, 3.1).
    for (const char* const authorization :
         {"", "Basic YWRhOnNlY3JldA==", "Bearerx y", "Token abc", "Digest username=\"Bearer\""}) {
      CAPTURE(authorization);
      CHECK(refused(tokens, authorization, Access::open) == "welcome");
      CHECK(refused(tokens, authorization, Access::read) == "401 Bearer realm=\"noctis\"");
      CHECK(refused(tokens, authorization, Access::admin) == "401 Bearer realm=\"noctis\"");
    }
    CHECK(identified(tokens, {})->subject.empty());
  }

  TEST_CASE("a token opens what its scope says") {
    const Authentication tokens = by_secret();
    const std::string reader = "Bearer " + token_of("read");
    CHECK(refused(tokens, reader, Access::open) == "welcome");
    CHECK(refused(tokens, reader, Access::read) == "welcome");
    CHECK(refused(tokens, reader, Access::admin) ==
          "403 Bearer realm=\"noctis\", error=\"insufficient_scope\", scope=\"admin\"");
    const std::string admin = "Bearer " + token_of("admin");
    CHECK(refused(tokens, admin, Access::read) == "welcome");
    CHECK(refused(tokens, admin, Access::admin) == "welcome");
    const std::string nobody = "Bearer " + token_of("profile");
    CHECK(refused(tokens, nobody, Access::open) == "welcome");
    CHECK(refused(tokens, nobody, Access::read) ==
          "403 Bearer realm=\"noctis\", error=\"insufficient_scope\", scope=\"read\"");
  }

  TEST_CASE("the scheme is of any case, with any number of blanks behind it") {
    const Authentication tokens = by_secret();
    for (const char* const scheme : {"bearer ", "BEARER ", "Bearer   "}) {
      CAPTURE(scheme);
      CHECK(identified(tokens, asking(scheme + token_of("read")))->subject == "ada");
    }
  }

  TEST_CASE("a bad token is refused, and nobody is let in as somebody else") {
    const Authentication tokens = by_secret();
    const struct {
      std::string token, reason;
    } bad[] = {
        {token_of("read", now), "the token has expired"},
        {token_of("read") + "=", "the token is not base64url"},
        {"", "the token is not three parts with dots between them"},
        {"a b", "the token is not three parts with dots between them"},
        {token_of("read") + " " + token_of("read"),
         "the token is not three parts with dots between them"},
        {token_of("read") + ", Bearer x", "the token is not base64url"},
        {std::string(10'000, 'x'), "the token is too long"},
    };
    for (const auto& each : bad) {
      CAPTURE(each.token);
      const auto caller = identified(tokens, asking("Bearer " + each.token));
      REQUIRE_FALSE(caller.has_value());
      CHECK(caller.error().what == each.reason);
    }
    CHECK_FALSE(identified(tokens, asking("Bearer")).has_value());
  }

  TEST_CASE("what is wrong with a token is said in the challenge and in the body") {
    const Response response = invalid_token("the token has expired", "/api/v1/ping");
    CHECK(response.status == 401);
    CHECK(response.header("WWW-Authenticate") ==
          "Bearer realm=\"noctis\", error=\"invalid_token\", "
          "error_description=\"the token has expired\"");
    CHECK(std::get<std::string>(response.body).find(R"("details":"the token has expired")") !=
          std::string::npos);
  }
}
