// An answer, ready to be sent: status, headers, and a body that is text or a file.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/file.hpp"
#include "http/request.hpp"

namespace noctis {

/// Text that many answers send and none has a copy of: however slowly its client reads, an answer
/// takes no memory.
struct SharedText {
  std::string_view text = {};
  std::shared_ptr<const void> owner = {};  ///< keeps it; null: it is there as long as the program
};

/// A file's first `size` bytes, sent without passing through the process.
struct FileBody {
  UniqueFd file = {};
  std::uint64_t size = 0;
};

/// Text in whose middle stand a file's first `size` bytes in Base64, made on their way out.
struct Base64Body {
  std::string before = {};
  UniqueFd file = {};
  std::uint64_t size = 0;
  std::string after = {};
};

/// Room that holds the fields of nearly every answer.
inline constexpr std::size_t most_headers = 10;

struct Response {
  unsigned status = 200;
  std::string content_type = {};  ///< empty: none is sent
  /// Besides Content-Type, and what the server says itself: Content-Length, Date, Connection,
  /// X-Request-Id, X-Response-Time.  Values are ours: printable ASCII.
  /// Names are literals.
  std::vector<std::pair<std::string_view, std::string>> headers = {};
  std::variant<std::string, SharedText, FileBody, Base64Body> body = {};
  /// Whether gzip is worth its time where the client takes it: of lists and documents, never of
  /// pictures in base64.
  bool compressible = false;
  /// The template of the route that answered, for metrics and the log: "/api/v1/ping"; empty where
  /// none did.
  std::string_view route = {};
  /// Of a status of 500 and above: what was wrong, for the log alone.
  std::string cause = {};

  [[nodiscard]] std::uint64_t size() const noexcept;

  /// The first of that name, written as it is in `headers`; nothing where there is none.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const noexcept;
  /// In the place of the first of that name, else behind the others.
  void set_header(std::string_view name, std::string value);
};

/// {error, details, timestamp, path}: `error` is the status in words ("Not Found"), `details` says
/// to the client what is wrong, as valid UTF-8; `path` is the request's, without its query.  With
/// the headers that every error needs, also where nobody dresses it: those of the server itself.
[[nodiscard]] Response error_response(unsigned status, std::string_view details,
                                      std::string_view path);

/// "Not Found" of 404…; of a status that noctis never answers with, "Unknown".
[[nodiscard]] std::string_view reason_phrase(unsigned status) noexcept;

}  // namespace noctis
