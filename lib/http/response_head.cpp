#include "http/response_head.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>

#include <fmt/compile.h>
#include <fmt/format.h>

#include "base/text.hpp"

namespace noctis {

namespace {

/// RFC 9110, 5.6.2.
constexpr auto make_token_characters() {
  std::array<bool, 256> table = {};
  for (const char c : std::string_view("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz"
                                       "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    table[static_cast<unsigned char>(c)] = true;
  return table;
}
constexpr auto is_token_character = make_token_characters();

bool is_token(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return is_token_character[static_cast<unsigned char>(c)];
  });
}

bool is_without_content(unsigned status) noexcept {
  return status == 204 || status == 304;
}

void append_field(std::string& text, std::string_view name, std::string_view value) {
  text += name;
  text += ": ";
  text += value;
  text += "\r\n";
}

}  // namespace

std::optional<std::string> fault_of(const Response& response) {
  if (response.status < 200 || response.status > 599)
    return fmt::format("the answer's status is {}", response.status);
  if (!is_printable_ascii(response.content_type))
    return "the answer's Content-Type is " + escape_controls(response.content_type);
  for (const auto& [name, value] : response.headers)
    if (!is_token(name) || !is_printable_ascii(value))
      return fmt::format("the answer has the header field {}: {}", escape_controls(name),
                         escape_controls(value));
  return std::nullopt;
}

bool has_body(Method method, unsigned status) noexcept {
  return method != Method::head && !is_without_content(status);
}

void append_head(std::string& text, const Response& response, const ServerFields& fields) {
  text += "HTTP/1.1 ";
  text += fmt::format_int(response.status).c_str();
  text += ' ';
  text += reason_phrase(response.status);
  text += "\r\nServer: noctis\r\n";
  append_field(text, "Date", fields.date);
  if (!response.content_type.empty())
    append_field(text, "Content-Type", response.content_type);
  if (!is_without_content(response.status))
    append_field(text, "Content-Length", fmt::format_int(response.size()).c_str());
  for (const auto& [name, value] : response.headers)
    append_field(text, name, value);
  append_field(text, "X-Request-Id", fields.id);
  const auto time =
      std::chrono::duration_cast<std::chrono::microseconds>(fields.response_time).count();
  fmt::format_to(std::back_inserter(text), FMT_COMPILE("X-Response-Time: {}.{:06}s\r\n"),
                 time / 1'000'000, time % 1'000'000);
  if (!fields.persistence.keep_alive)
    text += "Connection: close\r\n";
  else if (fields.persistence.must_be_told)
    text += "Connection: keep-alive\r\n";
  text += "\r\n";
}

}  // namespace noctis
