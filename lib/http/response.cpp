#include "http/response.hpp"

#include <utility>

#include "base/base64.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "base/time.hpp"

namespace noctis {

std::uint64_t Response::size() const noexcept {
  if (const auto* text = std::get_if<std::string>(&body))
    return text->size();
  if (const auto* shared = std::get_if<SharedText>(&body))
    return shared->text.size();
  if (const auto* base64 = std::get_if<Base64Body>(&body))
    return base64->before.size() + base64_size(base64->size) + base64->after.size();
  return std::get<FileBody>(body).size;
}

std::optional<std::string_view> Response::header(std::string_view name) const noexcept {
  for (const auto& [field, value] : headers)
    if (field == name)
      return value;
  return std::nullopt;
}

void Response::set_header(std::string_view name, std::string value) {
  for (auto& [field, old] : headers)
    if (field == name) {
      old = std::move(value);
      return;
    }
  headers.emplace_back(name, std::move(value));
}

Response error_response(unsigned status, std::string_view details, std::string_view path) {
  const json::object body = {{"error", reason_phrase(status)},
                             {"details", to_valid_utf8(details)},
                             {"timestamp", to_rfc3339(now_ns())},
                             {"path", to_valid_utf8(path)}};
  return {.status = status,
          .content_type = "application/json",
          .headers = {{"Cache-Control", "no-store"}, {"X-Content-Type-Options", "nosniff"}},
          .body = json::serialize(body)};
}

std::string_view reason_phrase(unsigned status) noexcept {
  switch (status) {
    case 200:
      return "OK";
    case 204:
      return "No Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 417:
      return "Expectation Failed";
    case 421:
      return "Misdirected Request";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 499:
      return "Client Closed Request";  // nginx's
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Unknown";
  }
}

}  // namespace noctis
