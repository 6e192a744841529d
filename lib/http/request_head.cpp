#include "http/request_head.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include "base/text.hpp"
#include "http/request_target.hpp"

namespace noctis {

namespace {

namespace beast_http = boost::beast::http;
using boost::beast::error_code;
using boost::beast::string_view;

constexpr std::size_t most_fields = 100;

Method method_of(beast_http::verb verb) noexcept {
  switch (verb) {
    case beast_http::verb::get:
      return Method::get;
    case beast_http::verb::head:
      return Method::head;
    case beast_http::verb::post:
      return Method::post;
    case beast_http::verb::options:
      return Method::options;
    default:
      return Method::other;
  }
}

/// One that a second of its name would contradict.
bool is_single(beast_http::field field) noexcept {
  return field == beast_http::field::host || field == beast_http::field::content_length ||
         field == beast_http::field::authorization;
}

char lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// UTF-8 without control characters.
bool is_text(std::string_view value) noexcept {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  return is_printable_ascii(value) ||
         (is_valid_utf8(value) && std::none_of(value.begin(), value.end(), is_control));
}

bool is_decimal(char c) noexcept {
  return c >= '0' && c <= '9';
}

/// Beast's grammar, with what it takes written into a Request and nothing kept elsewhere.  What it
/// lets pass and this server does not is refused here.
class Parser final : public beast_http::basic_parser<true> {
 public:
  explicit Parser(Request& request) : request_(request) { eager(false); }

  std::optional<HeadRefusal> refusal;
  bool is_http_1_0 = false;
  bool has_host = false;
  bool has_transfer_encoding = false;

 private:
  void refuse(error_code& ec, unsigned status, std::string details) {
    refusal = HeadRefusal{status, std::move(details)};
    ec = beast_http::error::bad_field;  // any will do: it stops the parser
  }

  void on_request_impl(beast_http::verb verb, string_view /*method*/, string_view target,
                       int version, error_code& ec) override {
    request_.method = method_of(verb);
    is_http_1_0 = version == 10;
    if (auto read = read_target({target.data(), target.size()}, request_); !read)
      refuse(ec, read.error().status, read.error().details);
  }

  void on_field_impl(beast_http::field field, string_view name, string_view value,
                     error_code& ec) override {
    if (request_.headers.size() == most_fields)
      return refuse(ec, 431, "there are more than 100 header fields");
    std::string key(name);
    std::transform(key.begin(), key.end(), key.begin(), lower);
    if (is_single(field) && request_.header(key))
      return refuse(ec, 400, "the header field " + key + " is there twice");
    if (field == beast_http::field::content_length &&
        !std::all_of(value.begin(), value.end(), is_decimal))
      return refuse(ec, 400, "Content-Length is not a number");  // Beast takes "0, 0"
    std::string text(value);
    std::replace(text.begin(), text.end(), '\t', ' ');
    if (!is_text(text))
      return refuse(ec, 400, "the header field " + key + " is not text");
    has_host |= field == beast_http::field::host;
    has_transfer_encoding |= field == beast_http::field::transfer_encoding;
    request_.headers.emplace_back(std::move(key), std::move(text));
  }

  void on_header_impl(error_code& /*ec*/) override {}
  void on_finish_impl(error_code& /*ec*/) override {}
  // A body is refused before any of it is read.
  void on_response_impl(int /*code*/, string_view /*reason*/, int /*version*/,
                        error_code& /*ec*/) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>& /*size*/,
                         error_code& /*ec*/) override {}
  std::size_t on_body_impl(string_view /*body*/, error_code& /*ec*/) override { return 0; }
  void on_chunk_header_impl(std::uint64_t /*size*/, string_view /*extensions*/,
                            error_code& /*ec*/) override {}
  std::size_t on_chunk_body_impl(std::uint64_t /*remain*/, string_view /*body*/,
                                 error_code& /*ec*/) override {
    return 0;
  }

  Request& request_;
};

/// Whether the request line is one but for its version: "HTTP/2.0".
bool has_other_version(std::string_view head) noexcept {
  const std::string_view line = head.substr(0, head.find('\r'));
  const std::string_view version = line.substr(std::min(line.rfind(' '), line.size() - 1) + 1);
  return std::count(line.begin(), line.end(), ' ') == 2 && version.size() == 8 &&
         version.starts_with("HTTP/") && version[6] == '.' && is_decimal(version[5]) &&
         is_decimal(version[7]);
}

HeadRefusal refusal_of(const error_code& ec, std::string_view head) {
  if (ec == beast_http::error::bad_version && has_other_version(head))
    return {505, "only HTTP/1.0 and HTTP/1.1 are spoken here"};
  constexpr std::pair<beast_http::error, std::string_view> texts[] = {
      {beast_http::error::bad_method, "the method is not a token"},
      {beast_http::error::bad_target, "the target is missing or has a character that it cannot"},
      {beast_http::error::bad_version, "the request line does not end with a version"},
      {beast_http::error::need_more, "the request line does not end with a version"},
      {beast_http::error::bad_content_length, "Content-Length is not a number, or not alone"},
      {beast_http::error::multiple_content_length,
       "the header field content-length is there twice"},
      {beast_http::error::bad_transfer_encoding, "Transfer-Encoding is not alone"},
      {beast_http::error::bad_value, "the value of a header field is not what it can be"},
      {beast_http::error::body_limit, "Content-Length is too large"},
  };
  for (const auto& [error, text] : texts)
    if (ec == error)
      return {ec == beast_http::error::body_limit ? 413U : 400U, std::string(text)};
  return {400, "a header field is malformed"};
}

/// What only the whole head tells.
std::optional<HeadRefusal> refusal_of(const Parser& parser, const Request& request) {
  if (!parser.has_host && !parser.is_http_1_0)
    return HeadRefusal{400, "there is no Host"};
  if (parser.has_transfer_encoding && (parser.is_http_1_0 || request.header("content-length")))
    return HeadRefusal{400, "Transfer-Encoding is where it cannot be"};
  if (parser.has_transfer_encoding)
    return HeadRefusal{501, "Transfer-Encoding is not taken: no request here has a body"};
  if (parser.content_length().value_or(0) > 0)
    return HeadRefusal{413, "no request here has a body"};
  if (const auto expected = request.header("expect"))
    if (!boost::beast::iequals("100-continue", {expected->data(), expected->size()}))
      return HeadRefusal{417, "only 100-continue can be expected"};
  return std::nullopt;
}

}  // namespace

tl::expected<Persistence, HeadRefusal> read_head(std::string_view head, Request& request) {
  if (head.starts_with("\r\n"))
    head.remove_prefix(2);
  Parser parser(request);
  parser.header_limit(static_cast<std::uint32_t>(std::min<std::size_t>(head.size(), UINT32_MAX)));
  error_code ec;
  parser.put(boost::asio::buffer(head.data(), head.size()), ec);
  if (parser.refusal)
    return tl::unexpected(*std::move(parser.refusal));
  if (ec)
    return tl::unexpected(refusal_of(ec, head));
  if (auto refusal = refusal_of(parser, request))
    return tl::unexpected(*std::move(refusal));
  return Persistence{.keep_alive = parser.keep_alive(), .must_be_told = parser.is_http_1_0};
}

}  // namespace noctis
