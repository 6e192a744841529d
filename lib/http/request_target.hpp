// A request's target, "/a%20b?c=d", as a path and parameters.

#pragma once

#include <string_view>

#include "base/result.hpp"
#include "http/head_end.hpp"
#include "http/request.hpp"

namespace noctis {

/// Fills in path and query.  `target` is in origin form, or "*" of OPTIONS (RFC 9112, 3.2). Refuses
/// with 400 what two readers could understand in two ways: escapes that are none, control
/// characters, what is not UTF-8; in a path also "." and ".." segments, an escaped slash, a
/// backslash. In the query '+' is a space; at most 100 parameters.
[[nodiscard]] tl::expected<void, HeadRefusal> read_target(std::string_view target,
                                                          Request& request);

}  // namespace noctis
