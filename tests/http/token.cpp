#include "http/token.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/text.hpp"
#include "http/claim_set.hpp"
#include "http/forge.hpp"

using namespace noctis;
using test::forge_hs256;
using test::forge_rs256;
using test::rsa_pair;
using test::to_base64url;

namespace {

constexpr std::int64_t now = 1'700'000'000;
constexpr auto hs256 = R"({"alg":"HS256","typ":"JWT"})";
constexpr auto rs256 = R"({"alg":"RS256","typ":"JWT"})";
constexpr auto claims = R"({"sub":"ada","scope":"read","exp":1700000060})";
const std::string secret = "thirty-two bytes of a secret, ok";

TokenVerifier hs256_verifier(const std::string& of = secret) {
  auto key = VerifyingKey::of_secret(of);
  REQUIRE(key.has_value());
  return {*std::move(key), std::nullopt};
}

TokenVerifier rs256_verifier() {
  auto key = VerifyingKey::of_public_pem(rsa_pair().public_pem);
  REQUIRE(key.has_value());
  return {*std::move(key), std::nullopt};
}

std::string reason(const TokenVerifier& verifier, std::string_view token) {
  const auto verified = verifier.verify(token, now);
  return verified ? "good" : verified.error().what;
}

std::string reason(std::string_view token) {
  return reason(hs256_verifier(), token);
}

std::string with_header(const std::string& header) {
  return forge_hs256(header, claims, secret);
}

constexpr auto not_hs256 = "the token's algorithm is not HS256";
constexpr auto wrong_signature = "the token's signature is wrong";
constexpr auto not_base64url = "the token is not base64url";
constexpr auto not_three_parts = "the token is not three parts with dots between them";
constexpr auto ill_formed_header = "the token's header is not well-formed";

}  // namespace

TEST_SUITE("http/token") {
  TEST_CASE("the signature of RFC 7515's first example is right") {
    // RFC 7515, A.1: right, and expired in 2011; and it has no subject.
    const auto key = from_base64url(
        "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow");
    REQUIRE(key.has_value());
    const TokenVerifier verifier = hs256_verifier(*key);
    const std::string token =
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9."
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0"
        "cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    CHECK(reason(verifier, token) == "the token has expired");
    CHECK(verifier.verify(token, 1'300'819'379).error().what == "the token has no subject");
    CHECK(reason(token) == wrong_signature);
  }

  TEST_CASE("a good token of either algorithm tells who asks, and until when") {
    const auto by_secret = hs256_verifier().verify(forge_hs256(hs256, claims, secret), now);
    REQUIRE(by_secret.has_value());
    CHECK(by_secret->caller.subject == "ada");
    CHECK(by_secret->caller.may_read);
    CHECK_FALSE(by_secret->caller.may_administer);
    CHECK(by_secret->expires == 1'700'000'060);
    CHECK(reason(rs256_verifier(), forge_rs256(rs256, claims, rsa_pair().private_pem)) == "good");
  }

  TEST_CASE("a header needs no type, and one of another type is refused") {
    CHECK(reason(with_header(R"({"alg":"HS256"})")) == "good");
    CHECK(reason(with_header(R"({"alg":"HS256","typ":"jwt","kid":"7"})")) == "good");
    CHECK(reason(with_header(R"({"alg":"HS256","typ":"JWE"})")) == "the token's type is not JWT");
    CHECK(reason(with_header(R"({"alg":"HS256","typ":1})")) == "the token's type is not JWT");
  }

  TEST_CASE("a token without a signature is refused, however it spells none") {
    for (const char* const alg : {"none", "None", "nOnE", "NONE", ""}) {
      CAPTURE(alg);
      const std::string header = fmt::format(R"({{"alg":"{}","typ":"JWT"}})", alg);
      const std::string bare = to_base64url(header) + "." + to_base64url(claims) + ".";
      CHECK(reason(bare) == not_three_parts);
      CHECK(reason(rs256_verifier(), bare) == not_three_parts);
      CHECK(reason(bare + "AA") == not_hs256);
      CHECK(reason(with_header(header)) == not_hs256);
    }
    const std::string unsigned_one = to_base64url(hs256) + "." + to_base64url(claims);
    CHECK(reason(unsigned_one) == not_three_parts);
    CHECK(reason(unsigned_one + ".") == not_three_parts);
  }

  TEST_CASE("the public key is no secret: a token signed with its text is refused") {
    const TokenVerifier verifier = rs256_verifier();
    const std::string& pem = rsa_pair().public_pem;
    CHECK(reason(verifier, forge_hs256(hs256, claims, pem)) ==
          "the token's algorithm is not RS256");
    CHECK(reason(verifier, forge_hs256(rs256, claims, pem)) == wrong_signature);
    CHECK(reason(verifier, forge_hs256(rs256, claims, trim(pem))) == wrong_signature);
    CHECK(reason(forge_rs256(rs256, claims, rsa_pair().private_pem)) == not_hs256);
    CHECK(reason(forge_rs256(hs256, claims, rsa_pair().private_pem)) == wrong_signature);
  }

  TEST_CASE("any other algorithm is refused, and another case of the same one") {
    for (const char* const alg : {"HS384", "HS512", "RS256", "ES256", "PS256", "hs256", "Hs256",
                                  " HS256", "HS256 ", "HS2560", "HS25", R"(HS256\u0000)"}) {
      CAPTURE(alg);
      CHECK(reason(with_header(fmt::format(R"({{"alg":"{}","typ":"JWT"}})", alg))) == not_hs256);
    }
    for (const char* const alg : {"256", "null", "true", R"(["HS256"])", R"({"HS256":1})"}) {
      CAPTURE(alg);
      CHECK(reason(with_header(fmt::format(R"({{"alg":{},"typ":"JWT"}})", alg))) == not_hs256);
    }
    CHECK(reason(with_header(R"({"typ":"JWT"})")) == not_hs256);
    CHECK(reason(with_header("{}")) == not_hs256);
  }

  TEST_CASE("a token signed with another key is refused") {
    CHECK(reason(forge_hs256(hs256, claims, secret + "!")) == wrong_signature);
    CHECK(reason(forge_hs256(hs256, claims, "")) == wrong_signature);
    const test::KeyPair other = test::make_rsa(2048);
    CHECK(reason(rs256_verifier(), forge_rs256(rs256, claims, other.private_pem)) ==
          wrong_signature);
  }

  TEST_CASE("an RSA signature is of the key's length and over these very claims") {
    const std::string good = forge_rs256(rs256, claims, rsa_pair().private_pem);
    const auto dot = good.rfind('.');
    const std::string text = good.substr(0, dot + 1);
    const TokenVerifier verifier = rs256_verifier();
    for (const std::string& signature :
         {to_base64url(std::string(256, '\0')), to_base64url(std::string(256, '\xff')),
          to_base64url(std::string(1, '\0')), to_base64url(std::string(4000, 'x')),
          to_base64url(*from_base64url(good.substr(dot + 1)) + '\0'),
          to_base64url('\0' + *from_base64url(good.substr(dot + 1)))})
      CHECK(reason(verifier, text + signature) == wrong_signature);
    const std::string admin = R"({"sub":"ada","scope":"admin","exp":1700000060})";
    CHECK(reason(verifier, to_base64url(rs256) + "." + to_base64url(admin) + good.substr(dot)) ==
          wrong_signature);
    for (std::size_t i = 0; i < good.size(); i += 7) {
      std::string bad = good;
      bad[i] = bad[i] == 'A' ? 'B' : 'A';
      CAPTURE(i);
      CHECK(reason(verifier, bad) != "good");
    }
  }

  TEST_CASE("a signature belongs to its header and its claims alone") {
    const auto good = forge_hs256(hs256, claims, secret);
    const auto signature = good.substr(good.rfind('.'));
    const std::string admin = R"({"sub":"ada","scope":"admin","exp":1700000060})";
    CHECK(reason(to_base64url(hs256) + "." + to_base64url(admin) + signature) == wrong_signature);
    CHECK(reason(to_base64url(R"({"typ":"JWT","alg":"HS256"})") + "." + to_base64url(claims) +
                 signature) == wrong_signature);
  }

  TEST_CASE("a token with any byte changed is refused") {
    const std::string good = forge_hs256(hs256, claims, secret);
    REQUIRE(reason(good) == "good");
    for (std::size_t i = 0; i < good.size(); ++i) {
      std::string bad = good;
      bad[i] = bad[i] == 'A' ? 'B' : 'A';
      CAPTURE(i);
      CHECK(reason(bad) != "good");
    }
  }

  TEST_CASE("a token that ends early is refused") {
    const std::string by_secret = forge_hs256(hs256, claims, secret);
    for (std::size_t size = 0; size < by_secret.size(); ++size)
      CHECK(reason(by_secret.substr(0, size)) != "good");
    const std::string good = forge_rs256(rs256, claims, rsa_pair().private_pem);
    for (std::size_t cut = 1; cut < 20; ++cut)
      CHECK(reason(rs256_verifier(), good.substr(0, good.size() - cut)) != "good");
  }

  TEST_CASE("more or fewer than three parts are refused") {
    const std::string good = forge_hs256(hs256, claims, secret);
    for (const std::string& bad :
         {good + ".", good + ".AA", "." + good, "AA." + good, std::string(), std::string("."),
          std::string(".."), std::string("..."),
          good.substr(0, good.find('.')) + "." + good.substr(good.find('.'))}) {
      CAPTURE(bad);
      CHECK(reason(bad) == not_three_parts);
    }
  }

  TEST_CASE("what is no base64url is refused") {
    const std::string good = forge_hs256(hs256, claims, secret);
    const auto dot = good.find('.');
    for (const char* const garbage : {"=", "==", " ", "\n", "+", "/", "%", "\x80"}) {
      CAPTURE(garbage);
      CHECK(reason(good + garbage) == not_base64url);
      CHECK(reason(garbage + good) == not_base64url);
      CHECK(reason(good.substr(0, dot) + garbage + good.substr(dot)) == not_base64url);
    }
    CHECK(reason(good + std::string(1, '\0')) == not_base64url);
    CHECK(reason(std::string(1, '\0') + good) == not_base64url);
    CHECK(reason("?.?.?") == not_base64url);
    CHECK(reason(good + "AA") == not_base64url);  // 45 characters: no number of bytes
  }

  TEST_CASE("bits beyond the last byte are refused: a token has one spelling") {
    // 32 bytes are 43 characters, the last of which has two bits that are none of theirs.
    std::string token = forge_hs256(hs256, claims, secret);
    constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    token.back() = digits[digits.find(token.back()) + 1];
    CHECK(reason(token) == not_base64url);
  }

  TEST_CASE("a giant is refused before it is read") {
    CHECK(reason(std::string(longest_token + 1, 'A')) == "the token is too long");
    const std::string filler(longest_token, 'x');
    const auto big =
        forge_hs256(hs256, R"({"sub":"ada","exp":1700000060,"x":")" + filler + "\"}", secret);
    CHECK(reason(big) == "the token is too long");
    const auto fits = forge_hs256(
        hs256, R"({"sub":"ada","exp":1700000060,"x":")" + filler.substr(0, 6000) + "\"}", secret);
    CHECK(reason(fits) == "good");
  }

  TEST_CASE("critical extensions are refused, for none is understood") {
    for (const char* const crit : {R"(["exp"])", R"(["b64"])", "[]", "null"}) {
      CAPTURE(crit);
      CHECK(reason(with_header(fmt::format(R"({{"alg":"HS256","crit":{},"exp":1}})", crit))) ==
            "the token's header has critical extensions");
    }
  }

  TEST_CASE("a header that two readers would read differently is refused") {
    for (const char* const header :
         {R"({"alg":"HS256","alg":"none"})", R"({"alg":"none","alg":"HS256"})",
          R"({"alg":"HS256","\u0061lg":"none"})", "[]", "\"HS256\"", "", "{", "{}{}",
          R"({"alg":"HS256"} x)", "\xff", R"({'alg':'HS256'})"}) {
      CAPTURE(header);
      const auto token = forge_hs256(header, claims, secret);
      CHECK(reason(token) == (*header == '\0' ? not_three_parts : ill_formed_header));
    }
    const std::string cut = std::string(hs256) + '\0';
    CHECK(reason(forge_hs256(cut, claims, secret)) == ill_formed_header);
  }

  TEST_CASE("a key that the token brings along is not looked at") {
    const test::KeyPair own = test::make_rsa(2048);
    const auto token = forge_rs256(R"({"alg":"RS256","jku":"https://example.org/","kid":"/dev/null",
                                      "jwk":{"kty":"RSA","e":"AQAB","n":"AA"}})",
                                   claims, own.private_pem);
    CHECK(reason(rs256_verifier(), token) == wrong_signature);
  }

  TEST_CASE("claims are looked at only under a right signature") {
    const std::string expired = R"({"sub":"ada","exp":1})";
    CHECK(reason(forge_hs256(hs256, expired, secret)) == "the token has expired");
    CHECK(reason(forge_hs256(hs256, expired, secret + "!")) == wrong_signature);
  }

  TEST_CASE("a token that was made is verified, with all that was asked for") {
    const TokenRequest request{.subject = "Åsa \"the\\radiologist\"",
                               .may_read = true,
                               .may_administer = true,
                               .audience = "https://viewer.example.org/" + std::string(200, 'a'),
                               .expires = now + 60};
    const auto signing = SigningKey::of_secret(secret);
    const auto token = make_token(request, *signing, now);
    REQUIRE(token.has_value());
    CHECK(token->find_first_of("\n\r =") == std::string::npos);
    const TokenVerifier verifier(*VerifyingKey::of_secret(secret), request.audience);
    const auto verified = verifier.verify(*token, now);
    REQUIRE(verified.has_value());
    CHECK(verified->caller.subject == request.subject);
    CHECK(verified->caller.may_administer);
    CHECK(verified->expires == now + 60);
    CHECK(reason(*token) == "the token is for another audience");
  }

  TEST_CASE("a token made with a private key is verified with its public one") {
    const auto signing = SigningKey::of_private_pem(rsa_pair().private_pem);
    REQUIRE(signing.has_value());
    const auto token = make_token({.subject = "ada", .expires = now + 60}, *signing, now);
    REQUIRE(token.has_value());
    CHECK(reason(rs256_verifier(), *token) == "good");
  }

  TEST_CASE("what would be refused is not made") {
    const auto signing = SigningKey::of_secret(secret);
    for (const std::string& subject : {std::string(), std::string(257, 'a'), std::string("a\nb"),
                                       std::string("a\0b", 3), std::string("\xff")}) {
      CAPTURE(subject);
      const auto made = make_token({.subject = subject, .expires = now + 1}, *signing, now);
      REQUIRE_FALSE(made.has_value());
      CHECK(made.error().kind == ErrorKind::usage);
    }
    CHECK_FALSE(make_token({.subject = "a", .audience = "", .expires = now + 1}, *signing, now));
    CHECK_FALSE(make_token({.subject = "a", .expires = now}, *signing, now));
    CHECK_FALSE(make_token({.subject = "a", .expires = 253'402'300'800}, *signing, now));
    CHECK(make_token({.subject = "a", .expires = now + 1}, *signing, now));
  }
}
