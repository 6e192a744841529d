// Who asks, and whether they may.

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.hpp"
#include "http/request.hpp"
#include "http/response.hpp"
#include "http/router.hpp"
#include "http/token.hpp"
#include "http/token_cache.hpp"

namespace noctis {

/// Immutable: any number of threads at once.
class Authentication {
 public:
  /// Nobody is asked who they are: everyone reads, and nobody administers.
  Authentication() = default;
  /// `Authorization: Bearer` and a token that it verifies (RFC 6750).
  explicit Authentication(TokenVerifier verifier);

  [[nodiscard]] bool demands_tokens() const noexcept { return verifier_.has_value(); }

  /// Who asks, where that takes no signature to find out.  One without a token, where tokens are
  /// demanded, may nothing.  Nothing: identify() tells.  `now` in seconds since the epoch.
  [[nodiscard]] std::optional<Caller> recognize(const Request& request, TokenCache& cache,
                                                std::int64_t now) const;

  /// Who asks.  Fails for a token that is no good: what is wrong with it, for the client.
  [[nodiscard]] Result<Caller> identify(const Request& request, TokenCache& cache,
                                        std::int64_t now) const;

  /// Why request.caller may not: 401 or 403.  Nothing where they may.
  [[nodiscard]] std::optional<Response> refusal(const Request& request, Access access) const;

 private:
  std::optional<TokenVerifier> verifier_;
};

/// 401 to a token that is no good.
[[nodiscard]] Response invalid_token(std::string_view reason, std::string_view path);

}  // namespace noctis
