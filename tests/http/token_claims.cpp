#include "http/token_claims.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace noctis;

namespace {

constexpr std::int64_t now = 1'700'000'000;

std::string reason(std::string_view claims, const std::optional<std::string>& audience = {}) {
  const auto read = read_claims(claims, audience, now);
  return read ? "good" : read.error().what;
}

// With a subject and an expiry that are right.
std::string with(std::string_view member) {
  return fmt::format(R"({{"sub":"ada","exp":1700000060,{}}})", member);
}

std::string with_exp(std::string_view exp) {
  return fmt::format(R"({{"sub":"ada","exp":{}}})", exp);
}

Caller caller_of(std::string_view scope) {
  const auto read = read_claims(with(fmt::format(R"("scope":"{}")", scope)), {}, now);
  REQUIRE(read.has_value());
  return read->caller;
}

}  // namespace

TEST_SUITE("http/token_claims") {
  TEST_CASE("a token is good until the second before its expiry") {
    CHECK(reason(with_exp("1700000001")) == "good");
    CHECK(reason(with_exp("1700000000")) == "the token has expired");
    CHECK(reason(with_exp("1699999999")) == "the token has expired");
    CHECK(reason(with_exp("0")) == "the token has expired");
  }

  TEST_CASE("a token that never expires is refused") {
    CHECK(reason(R"({"sub":"ada"})") == "the token never expires");
  }

  TEST_CASE("an expiry may have a fraction, which buys no time") {
    const auto read = read_claims(with_exp("1700000001.75"), {}, now);
    REQUIRE(read.has_value());
    CHECK(read->expires == 1'700'000'001);
    CHECK(reason(with_exp("1700000000.75")) == "the token has expired");
    CHECK(reason(with_exp("1.700000001e9")) == "good");
  }

  TEST_CASE("an expiry that is no time before the year 10000 is refused") {
    for (const char* const exp :
         {R"("1700000060")", "null", "true", "[1700000060]", "{}", "-1", "-1700000060", "-1e300",
          "1e300", "253402300800", "9223372036854775807", "9223372036854775808",
          "18446744073709551615", "18446744073709551616", "99999999999999999999999"}) {
      CAPTURE(exp);
      CHECK(reason(with_exp(exp)) == "the token's exp is not well-formed");
    }
    CHECK(reason(with_exp("253402300799")) == "good");
    for (const char* const exp : {"NaN", "Infinity", "0x7fffffff", "01", "1.", "+1"}) {
      CAPTURE(exp);
      CHECK(reason(with_exp(exp)) == "the token's claims are not well-formed");
    }
  }

  TEST_CASE("a token is good from its nbf on, five seconds of grace aside") {
    CHECK(reason(with(R"("nbf":1700000000)")) == "good");
    CHECK(reason(with(R"("nbf":1700000005)")) == "good");
    CHECK(reason(with(R"("nbf":1700000005.5)")) == "the token is not valid yet");
    CHECK(reason(with(R"("nbf":1700000006)")) == "the token is not valid yet");
    CHECK(reason(with(R"("nbf":"1700000000")")) == "the token's nbf is not well-formed");
    CHECK(reason(with(R"("nbf":-1)")) == "the token's nbf is not well-formed");
  }

  TEST_CASE("the audience is demanded where there is one, alone or among others") {
    CHECK(reason(with(R"("aud":"noctis")"), "noctis") == "good");
    CHECK(reason(with(R"("aud":["pacs","noctis"])"), "noctis") == "good");
    CHECK(reason(R"({"sub":"ada","exp":1700000060})", "noctis") == "the token has no audience");
    for (const char* const aud :
         {R"("pacs")", R"("Noctis")", R"("noctis ")", R"("noctis,pacs")", R"(["pacs"])", "[]",
          "null", "1", R"([["noctis"]])", R"({"noctis":1})", R"("")", R"("noctis\u0000")"}) {
      CAPTURE(aud);
      CHECK(reason(with(fmt::format(R"("aud":{})", aud)), "noctis") ==
            "the token is for another audience");
    }
  }

  TEST_CASE("a token that is meant for an audience is refused where there is none") {
    CHECK(reason(with(R"("aud":"pacs")")) == "the token is for another audience");
    CHECK(reason(with(R"("aud":[])")) == "the token is for another audience");
  }

  TEST_CASE("administering includes reading, and other words mean nothing") {
    CHECK(caller_of("read").may_read);
    CHECK_FALSE(caller_of("read").may_administer);
    CHECK(caller_of("admin").may_read);
    CHECK(caller_of("admin").may_administer);
    CHECK(caller_of("openid read profile").may_read);
    for (const char* const scope : {"", "Read", "readonly", "read,admin", "READ", "adminread",
                                    "read:images", "write", "-read"}) {
      CAPTURE(scope);
      CHECK_FALSE(caller_of(scope).may_read);
      CHECK_FALSE(caller_of(scope).may_administer);
    }
    const auto none = read_claims(R"({"sub":"ada","exp":1700000060})", {}, now);
    REQUIRE(none.has_value());
    CHECK_FALSE(none->caller.may_read);
    CHECK(reason(with(R"("scope":["admin"])")) == "the token's scope is not well-formed");
  }

  TEST_CASE("a subject is demanded, of 256 bytes at most and without control characters") {
    const auto reason_of = [](const std::string& subject) {
      return reason(fmt::format(R"({{"exp":1700000060,"sub":{}}})", subject));
    };
    CHECK(reason(R"({"exp":1700000060})") == "the token has no subject");
    CHECK(reason_of('"' + std::string(256, 'a') + '"') == "good");
    for (const std::string& subject :
         {'"' + std::string(257, 'a') + '"', std::string(R"("")"), std::string(R"("a\nb")"),
          std::string(R"("a\u0000b")"), std::string(R"("\u007f")"), std::string("7"),
          std::string("null"), std::string(R"(["ada"])")}) {
      CAPTURE(subject);
      CHECK(reason_of(subject) == "the token's sub is not well-formed");
    }
  }

  TEST_CASE("a claim that stands twice is refused, and a name inside another claim is none") {
    CHECK(reason(with(R"("scope":"read","scope":"admin")")) ==
          "the token's claims are not well-formed");
    CHECK(reason(with(R"("sub":"ada")")) == "the token's claims are not well-formed");
    CHECK(reason(with(R"("act":{"sub":"bob","exp":1},"x":"\",\"sub\":\"eve\"")")) == "good");
  }

  TEST_CASE("claims that are no JSON object are refused") {
    for (const std::string& claims :
         {std::string("[]"), std::string("\"ada\""), std::string("{"), std::string("null"),
          std::string("{}{}"), std::string(5000, '['), std::string("\xff")}) {
      CHECK(reason(claims) == "the token's claims are not well-formed");
    }
  }
}
