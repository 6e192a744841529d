#include "http/token.hpp"

#include <jwt.h>
#include <openssl/err.h>
#include <openssl/evp.h>

#include <cstdlib>
#include <memory>
#include <new>
#include <utility>

#include "base/text.hpp"
#include "http/claim_set.hpp"
#include "http/header_list.hpp"

namespace noctis {

namespace {

struct Deleter {
  void operator()(jwt_t* jwt) const noexcept { jwt_free(jwt); }
  void operator()(char* text) const noexcept { std::free(text); }  // NOLINT: libjwt's malloc
  void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
};
using UniqueJwt = std::unique_ptr<jwt_t, Deleter>;

constexpr std::int64_t last_second = 253'402'300'799;  // of the year 9999

jwt_alg_t alg_of(TokenAlgorithm algorithm) noexcept {
  return algorithm == TokenAlgorithm::hs256 ? JWT_ALG_HS256 : JWT_ALG_RS256;
}

const unsigned char* data_of(std::string_view text) noexcept {
  return reinterpret_cast<const unsigned char*>(text.data());
}

int size_of(const std::string& key) noexcept {
  return static_cast<int>(key.size());
}

std::string scope_of(const TokenRequest& request) {
  std::string scope = request.may_read ? "read" : "";
  if (request.may_administer)
    scope += scope.empty() ? "admin" : " admin";
  return scope;
}

Result<> check_request(const TokenRequest& request, std::int64_t now) {
  if (!is_subject(request.subject))
    return failure(ErrorKind::usage,
                   "the subject \"{}\" is not 1 to {} bytes of UTF-8 without control characters",
                   request.subject, longest_subject);
  if (request.audience && !is_subject(*request.audience))
    return failure(ErrorKind::usage,
                   "the audience \"{}\" is not 1 to {} bytes of UTF-8 without control characters",
                   *request.audience, longest_subject);
  if (request.expires <= now || request.expires > last_second)
    return failure(ErrorKind::usage, "a token cannot expire at {}", request.expires);
  return {};
}

struct Parts {
  std::string_view header, claims, signature;
};

// Exactly three, none empty: a token without a signature ends in a dot.
std::optional<Parts> parts_of(std::string_view token) {
  const auto parts = split(token, '.');
  if (parts.size() != 3 || parts[0].empty() || parts[1].empty() || parts[2].empty())
    return std::nullopt;
  return Parts{parts[0], parts[1], parts[2]};
}

Result<> check_header(const std::string& text, TokenAlgorithm algorithm) {
  const auto header = parse_claim_set(text);
  if (!header)
    return failure(ErrorKind::malformed, "the token's header is not well-formed");
  // Whoever signed it wanted it refused by readers that do not know what it names (RFC 7515,
  // 4.1.11), and we know none.
  if (header->contains("crit"))
    return failure(ErrorKind::malformed, "the token's header has critical extensions");
  const json::value* const type = header->if_contains("typ");
  if (type != nullptr && !(type->is_string() && equal_ignoring_case(type->get_string(), "JWT")))
    return failure(ErrorKind::malformed, "the token's type is not JWT");
  const json::value* const named = header->if_contains("alg");
  if (named == nullptr || !named->is_string() ||
      std::string_view(named->get_string()) != name_of(algorithm))
    return failure(ErrorKind::malformed, "the token's algorithm is not {}", name_of(algorithm));
  return {};
}

bool is_hs256_signed(const std::string& secret, std::string_view token) {
  jwt_t* decoded = nullptr;
  const int error =
      jwt_decode(&decoded, std::string(token).c_str(), data_of(secret), size_of(secret));
  const UniqueJwt jwt(decoded);
  return error == 0 && jwt && jwt_get_alg(jwt.get()) == JWT_ALG_HS256;
}

bool is_rs256_signed(EVP_PKEY* key, std::string_view text, const std::string& signature) {
  const std::unique_ptr<EVP_MD_CTX, Deleter> context(EVP_MD_CTX_new());
  const bool is_signed =
      context != nullptr &&
      EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
      EVP_DigestVerify(context.get(), data_of(signature), signature.size(), data_of(text),
                       text.size()) == 1;
  ERR_clear_error();  // a failure leaves some behind for whoever asks next on this thread
  return is_signed;
}

}  // namespace

Result<std::string> make_token(const TokenRequest& request, const SigningKey& key,
                               std::int64_t now) {
  if (auto checked = check_request(request, now); !checked)
    return failure(checked);
  jwt_t* made = nullptr;
  if (jwt_new(&made) != 0)
    throw std::bad_alloc();
  const UniqueJwt jwt(made);
  const std::string scope = scope_of(request);
  const bool is_complete =
      jwt_add_grant(jwt.get(), "sub", request.subject.c_str()) == 0 &&
      (!request.audience || jwt_add_grant(jwt.get(), "aud", request.audience->c_str()) == 0) &&
      jwt_add_grant(jwt.get(), "scope", scope.c_str()) == 0 &&
      jwt_add_grant_int(jwt.get(), "iat", now) == 0 &&
      jwt_add_grant_int(jwt.get(), "exp", request.expires) == 0 &&
      jwt_set_alg(jwt.get(), alg_of(key.algorithm()), data_of(key.bytes()), size_of(key.bytes())) ==
          0;
  const std::unique_ptr<char, Deleter> text(is_complete ? jwt_encode_str(jwt.get()) : nullptr);
  ERR_clear_error();
  if (!text)
    return failure(ErrorKind::unsupported, "libjwt cannot sign the token");
  return std::string(text.get());
}

TokenVerifier::TokenVerifier(VerifyingKey key, std::optional<std::string> audience)
    : key_(std::move(key)), audience_(std::move(audience)) {}

Result<VerifiedToken> TokenVerifier::verify(std::string_view token, std::int64_t now) const {
  if (token.size() > longest_token)
    return failure(ErrorKind::malformed, "the token is too long");
  const auto parts = parts_of(token);
  if (!parts)
    return failure(ErrorKind::malformed, "the token is not three parts with dots between them");
  const auto header = from_base64url(parts->header);
  const auto claims = from_base64url(parts->claims);
  const auto signature = from_base64url(parts->signature);
  if (!header || !claims || !signature)
    return failure(ErrorKind::malformed, "the token is not base64url");
  if (auto checked = check_header(*header, key_.algorithm()); !checked)
    return failure(checked);
  const bool is_signed =
      key_.algorithm() == TokenAlgorithm::rs256
          ? is_rs256_signed(key_.public_key(), token.substr(0, token.rfind('.')), *signature)
          : is_hs256_signed(key_.secret(), token);
  if (!is_signed)
    return failure(ErrorKind::malformed, "the token's signature is wrong");
  return read_claims(*claims, audience_, now);
}

}  // namespace noctis
