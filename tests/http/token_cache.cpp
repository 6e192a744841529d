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
  TEST_CASE("a token that was verified is known until it expires, and no other one is") {
    const TokenVerifier refuses = verifier_of(std::string(32, 'y'));
    const std::string token = token_of("ada", now + 60);
    TokenCache cache;
    CHECK_FALSE(cache.verify(refuses, token, now));
    CHECK_FALSE(cache.find(token, now).has_value());
    REQUIRE(cache.verify(verifier_of(secret), token, now));
    const auto again = cache.find(token, now + 59);
    REQUIRE(again.has_value());
    CHECK(again->subject == "ada");
    CHECK(again->may_read);
    CHECK_FALSE(cache.find(token_of("bob", now + 60), now).has_value());
    CHECK_FALSE(cache.find(token + "A", now).has_value());
    CHECK_FALSE(cache.find(std::string(longest_token + 1, 'A'), now).has_value());
  }

  TEST_CASE("what was verified is refused from the second on in which it expires") {
    TokenCache cache;
    const std::string token = token_of("ada", now + 60);
    REQUIRE(cache.verify(verifier_of(secret), token, now));
    CHECK_FALSE(cache.find(token, now + 60).has_value());
    CHECK(cache.size() == 0);
    CHECK_FALSE(cache.verify(verifier_of(secret), token, now + 60));
  }

  TEST_CASE("bad tokens take no room") {
    TokenCache cache;
    for (int i = 0; i < 10; ++i)
      CHECK_FALSE(cache.verify(verifier_of(secret), token_of(fmt::format("{}", i), now), now));
    CHECK(cache.size() == 0);
  }

  TEST_CASE(
      "no more tokens are kept than there is room for, and a forgotten one is verified again") {
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
    CHECK(cache.find(lasting, now + 61).has_value());
  }
}
