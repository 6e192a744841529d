// What a token says of the one who shows it (RFC 7519, 4.1; RFC 8693, 4.2), read once its signature
// is known to be right.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "http/request.hpp"

namespace noctis {

constexpr std::size_t longest_subject = 256;

/// Seconds that the clock of the one who made a token may be ahead of ours: `nbf` may lie so far in
/// the future.  `exp` is held to the second.
constexpr std::int64_t clock_skew = 5;

/// 1 to 256 bytes of UTF-8 without control characters: fit for the log.
[[nodiscard]] bool is_subject(std::string_view text) noexcept;

struct VerifiedToken {
  Caller caller;
  std::int64_t expires = 0;  ///< seconds since the epoch; from then on it is good for nothing
};

/// `claims` is the JSON; `now` seconds since the epoch.  `sub` and `exp` are demanded, `nbf`, `aud`
/// and `scope` are heeded, anything else is left alone.  The audience must be among `aud`; where
/// there is none, so must no `aud` be: such a token is meant for somebody else.  Of the words of
/// `scope`, `read` and `admin` mean something, `admin` both.
///
/// Fails with ErrorKind::malformed; `what` is for the client: fixed texts without quotes in them.
[[nodiscard]] Result<VerifiedToken> read_claims(std::string_view claims,
                                                const std::optional<std::string>& audience,
                                                std::int64_t now);

}  // namespace noctis
