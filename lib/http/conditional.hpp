// Asking for what has changed alone: entity tags and If-None-Match (RFC 9110, 8.8.3, 13.1.2).

#pragma once

#include <string_view>

#include "http/response.hpp"

namespace noctis {

/// Whether the If-None-Match header names the tag `etag` ("\"abc\"", "W/\"abc\""), by weak
/// comparison, or anything at all by "*".  From the first thing on that is no tag, nothing is read.
[[nodiscard]] bool names_tag(std::string_view if_none_match, std::string_view etag) noexcept;

/// 304: without body and what tells of it; ETag, Cache-Control and Vary stay.
void make_not_modified(Response& response);

}  // namespace noctis
