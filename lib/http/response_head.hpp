// A Response's status line and header fields as they go out.

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "http/request_head.hpp"
#include "http/response.hpp"

namespace noctis {

/// What the server says itself.
struct ServerFields {
  std::string_view id = {};    ///< X-Request-Id
  std::string_view date = {};  ///< as HttpDate writes it
  std::chrono::steady_clock::duration response_time = {};
  Persistence persistence = {};
};

/// Why `response` cannot be sent: a status that is none of a final answer, a header field whose
/// name is not a token or whose value is not printable ASCII, so that nothing that came from
/// outside can begin a line of its own.  Nothing: it can.
[[nodiscard]] std::optional<std::string> fault_of(const Response& response);

/// Whether an answer of that status to that method has a body (RFC 9112, 6.3).
[[nodiscard]] bool has_body(Method method, unsigned status) noexcept;

/// Appends everything up to the empty line.  Content-Length is the body's size even where it is not
/// sent, as of HEAD; 204 and 304 have none.
/// Precondition: fault_of() finds none.
void append_head(std::string& text, const Response& response, const ServerFields& fields);

}  // namespace noctis
