// JSON Web Tokens (RFC 7519) in their compact form, signed: made, and verified.
//
// libjwt signs, and compares signatures by HS256.  All else is checked here, for it believes the
// algorithm that the token's header names, takes expired tokens, knows neither `aud` nor `crit`,
// decodes base64 generously, and lets names stand twice.  Signatures by RS256 are OpenSSL's: libjwt
// reads the key anew for each token, 280 of 300 microseconds that any stranger could have us spend.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "http/token_claims.hpp"
#include "http/token_key.hpp"

namespace noctis {

constexpr std::size_t longest_token = 8192;

struct TokenRequest {
  std::string subject;  ///< as is_subject() has it
  bool may_read = true;
  bool may_administer = false;
  std::optional<std::string> audience = {};
  std::int64_t expires = 0;  ///< seconds since the epoch
};

/// `now`, in seconds since the epoch, becomes `iat`.  Fails with usage for a subject or an audience
/// that no token can have, and for one that has expired already or does so after the year 9999.
[[nodiscard]] Result<std::string> make_token(const TokenRequest& request, const SigningKey& key,
                                             std::int64_t now);

/// Immutable: any number of threads at once.
class TokenVerifier {
 public:
  TokenVerifier(VerifyingKey key, std::optional<std::string> audience);

  /// Whose token it is.  First the shape, then the algorithm, which must be the key's, then the
  /// signature, and only then what is said: as read_claims() has it.  Fails with
  /// ErrorKind::malformed; `what` is for the client.
  [[nodiscard]] Result<VerifiedToken> verify(std::string_view token, std::int64_t now) const;

 private:
  VerifyingKey key_;
  std::optional<std::string> audience_;
};

}  // namespace noctis
