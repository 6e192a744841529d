// JSON, by Boost.JSON.  Its reader is off by a bit for some doubles: one that must read back as it
// was is written as text.

#pragma once

#include <string_view>

#include <boost/json.hpp>

#include "base/result.hpp"

namespace noctis {

namespace json = boost::json;

/// Fails with ErrorKind::malformed, naming the place, beyond a depth of 32, and where a text is not
/// UTF-8.
[[nodiscard]] Result<json::value> parse_json(std::string_view text);

}  // namespace noctis
