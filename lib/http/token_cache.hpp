// Tokens that were verified, so that a client's next request costs a digest and a look-up (a
// quarter of a microsecond) and not a signature (10 by HS256, 30 by RS256).

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "base/digest.hpp"
#include "base/result.hpp"
#include "http/token.hpp"

namespace noctis {

/// What a token was found to mean stays until it expires.  Only good ones are kept, at most 1,024,
/// and of those the digest alone.  One thread at a time.
class TokenCache {
 public:
  /// Whose token it is, if that is known.
  [[nodiscard]] std::optional<Caller> find(std::string_view token, std::int64_t now);

  /// As TokenVerifier::verify has it, and known from then on.  Always with the same verifier.
  [[nodiscard]] Result<Caller> verify(const TokenVerifier& verifier, std::string_view token,
                                      std::int64_t now);

  [[nodiscard]] std::size_t size() const noexcept { return known_.size(); }

  static constexpr std::size_t capacity = 1024;

 private:
  struct FirstBytes {
    std::size_t operator()(const Digest& digest) const noexcept {
      std::size_t bytes = 0;
      std::memcpy(&bytes, digest.data(), sizeof bytes);
      return bytes;
    }
  };
  void make_room(std::int64_t now);

  std::unordered_map<Digest, VerifiedToken, FirstBytes> known_;
};

}  // namespace noctis
