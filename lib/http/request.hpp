// A request as the server hands it on: parsed, bounded, its texts decoded.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace noctis {

enum class Method : std::uint8_t { get, head, post, options, other };

/// "GET"…; of `other`, "".
[[nodiscard]] std::string_view name_of(Method method) noexcept;

/// Who asks, as authentication found out.
struct Caller {
  std::string subject = {};  ///< of the token; empty without one
  bool may_read = false;
  bool may_administer = false;
};

/// All texts are the client's: bounded by the server's limits, otherwise anything at all that is
/// valid UTF-8 without control characters.
struct Request {
  Method method = Method::get;
  std::string id = {};       ///< X-Request-Id: made by the server, never taken from the client
  std::string address = {};  ///< of the client: "127.0.0.1", "::1", "unix"
  std::string path = {};     ///< decoded, begins with '/'; no "." or ".." segment is in it
  std::vector<std::pair<std::string, std::string>> query = {};  ///< decoded, in the order given
  std::vector<std::pair<std::string, std::string>> headers =
      {};  ///< names in lower case, values trimmed
  Caller caller = {};

  /// The first of that name; nothing where there is none.  `name` in lower case.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const noexcept;
  [[nodiscard]] std::optional<std::string_view> parameter(std::string_view name) const noexcept;

  /// All fields of that name as the one list that they are (RFC 9110, 5.3), commas between them.
  [[nodiscard]] std::optional<std::string> list(std::string_view name) const;
};

}  // namespace noctis
