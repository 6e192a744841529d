// The JSON objects of a token: its header and its claims.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "base/result.hpp"

namespace noctis {

/// RFC 4648, section 5, without padding.  Nothing for anything else, among it bits that would be
/// lost: no two texts stand for the same bytes.
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text);

/// Fails with ErrorKind::malformed for what is no JSON object, and for a name that stands in it
/// twice: two readers of one token would not read the same (RFC 7519, 4; RFC 8725, 2.4).
[[nodiscard]] Result<json::object> parse_claim_set(std::string_view text);

}  // namespace noctis
