#include "http/response_head.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>

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

// Writes where there is room for all of it.
class Pen {
 public:
  explicit Pen(char* to) noexcept : to_(to) {}

  void write(std::string_view text) noexcept { to_ = std::copy(text.begin(), text.end(), to_); }
  void field(std::string_view name, std::string_view value) noexcept {
    write(name);
    write(": ");
    write(value);
    write("\r\n");
  }
  [[nodiscard]] const char* place() const noexcept { return to_; }

 private:
  char* to_;
};

// No less than append_head() writes.
std::size_t room_for_head(const Response& response, const ServerFields& fields) noexcept {
  constexpr std::size_t names_and_numbers = 256;
  std::size_t room = names_and_numbers + reason_phrase(response.status).size() +
                     response.content_type.size() + fields.date.size() + fields.id.size();
  for (const auto& [name, value] : response.headers)
    room += name.size() + value.size() + 4;
  return room;
}

// "0.000123s"
class Seconds {
 public:
  explicit Seconds(std::chrono::steady_clock::duration time) noexcept {
    using std::chrono::microseconds;
    const auto us = std::chrono::duration_cast<microseconds>(time).count();
    end_ = fmt::format_to(text_.data(), FMT_COMPILE("{}.{:06}s"), us / 1'000'000, us % 1'000'000);
  }
  [[nodiscard]] std::string_view text() const noexcept {
    return {text_.data(), static_cast<std::size_t>(end_ - text_.data())};
  }

 private:
  std::array<char, 48> text_;
  const char* end_;
};

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
  const std::size_t begin = text.size();
  text.resize(begin + room_for_head(response, fields));
  Pen pen(text.data() + begin);
  pen.write("HTTP/1.1 ");
  pen.write(fmt::format_int(response.status).c_str());
  pen.write(" ");
  pen.write(reason_phrase(response.status));
  pen.write("\r\nServer: noctis\r\n");
  pen.field("Date", fields.date);
  if (!response.content_type.empty())
    pen.field("Content-Type", response.content_type);
  if (!is_without_content(response.status))
    pen.field("Content-Length", fmt::format_int(response.size()).c_str());
  for (const auto& [name, value] : response.headers)
    pen.field(name, value);
  pen.field("X-Request-Id", fields.id);
  pen.field("X-Response-Time", Seconds(fields.response_time).text());
  if (!fields.persistence.keep_alive)
    pen.field("Connection", "close");
  else if (fields.persistence.must_be_told)
    pen.field("Connection", "keep-alive");
  pen.write("\r\n");
  assert(pen.place() <= text.data() + text.size());
  text.resize(static_cast<std::size_t>(pen.place() - text.data()));
}

}  // namespace noctis
