#include "http/token_cache.hpp"

#include <string>

#include <doctest/doctest.h>

#include "http/forge.hpp"

using namespace noctis;
using test::forge_hs256;

namespace {

constexpr std::int64_t now = 1'700'000'000;
const std::string secret(32, 'x');

std::string token_of(const std::string& subject, std::int64_t expires) {
  return forge_hs256(R"({"alg":"HS256"})",
                     fmt::format(R"({{"sub":"{}","scope":"read","exp":{}}})", subject, expires),
                     secret);
}

TokenVerifier verifier_of(const std::string& of) {
  return {*VerifyingKey::of_secret(of), std::nullopt};
}

}  // namespace

TEST_SUITE("http/token_cache") {
  TEST_CASE("a token that was verified is not verified again before it expires") {
    // A verifier that would refuse it shows that none is asked.
    const TokenVerifier refuses = verifier_of(std::string(32, 'y'));
    const std::string token = token_of("ada", now + 60);
    TokenCache cache;
    CHECK_FALSE(cache.verify(refuses, token, now));
    REQUIRE(cache.verify(verifier_of(secret), token, now));
    const auto again = cache.verify(refuses, token, now + 59);
    REQUIRE(again.has_value());
    CHECK(again->subject == "ada");
    CHECK(again->may_read);
  }

  TEST_CASE("what was verified is refused from the second on in which it expires") {
    TokenCache cache;
    const std::string token = token_of("ada", now + 60);
    REQUIRE(cache.verify(verifier_of(secret), token, now));
    const auto late = cache.verify(verifier_of(secret), token, now + 60);
    REQUIRE_FALSE(late.has_value());
    CHECK(late.error().what == "the token has expired");
    CHECK(cache.size() == 0);
  }

  TEST_CASE("bad tokens take no room") {
    TokenCache cache;
    for (int i = 0; i < 10; ++i)
      CHECK_FALSE(cache.verify(verifier_of(secret), token_of(fmt::format("{}", i), now), now));
    CHECK(cache.size() == 0);
  }

  TEST_CASE("no more tokens are kept than there is room for, and all of them go on to work") {
    const TokenVerifier verifier = verifier_of(secret);
    TokenCache cache;
    const std::string first = token_of("first", now + 60);
    REQUIRE(cache.verify(verifier, first, now));
    for (std::size_t i = 0; i < TokenCache::capacity + 10; ++i) {
      REQUIRE(cache.verify(verifier, token_of(fmt::format("{}", i), now + 60), now));
      REQUIRE(cache.size() <= TokenCache::capacity);
    }
    CHECK(cache.verify(verifier, first, now)->subject == "first");
  }

  TEST_CASE("room is made of what has expired, and the others stay") {
    const TokenVerifier verifier = verifier_of(secret);
    TokenCache cache;
    const std::string lasting = token_of("lasting", now + 600);
    REQUIRE(cache.verify(verifier, lasting, now));
    for (std::size_t i = 1; i < TokenCache::capacity; ++i)
      REQUIRE(cache.verify(verifier, token_of(fmt::format("{}", i), now + 60), now));
    REQUIRE(cache.size() == TokenCache::capacity);
    REQUIRE(cache.verify(verifier, token_of("new", now + 600), now + 61));
    CHECK(cache.size() == 2);
    CHECK(cache.verify(verifier_of(std::string(32, 'y')), lasting, now + 61));
  }
}
