#include "http/dressing.hpp"

#include <string>
#include <string_view>
#include <variant>

#include "http/accept.hpp"
#include "http/conditional.hpp"

namespace noctis {

namespace {

bool client_has_it(const Response& response, const Request& request) {
  if (response.status != 200 || (request.method != Method::get && request.method != Method::head))
    return false;
  const auto if_none_match = request.list("if-none-match");
  return if_none_match && names_tag(*if_none_match, response.header("ETag").value_or(""));
}

// All but the bytes: their tag decides first whether they are needed.
bool announce_gzip(Response& response, const Request& request) {
  if (!is_worth_compressing(response))
    return false;
  add_vary(response, "Accept-Encoding");
  if (!accepts_gzip(request.list("accept-encoding")))
    return false;
  if (const auto tag = response.header("ETag"))
    response.set_header("ETag", compressed_tag(*tag));
  response.set_header("Content-Encoding", "gzip");
  return true;
}

void add_missing(Response& response, std::string_view name, std::string_view value) {
  if (!response.header(name))
    response.headers.emplace_back(name, value);
}

void add_protection(Response& response) {
  add_missing(response, "Cache-Control", "no-store");
  add_missing(response, "X-Content-Type-Options", "nosniff");
  // No page of another origin shows what is a patient's; where CORS allows it to ask, it may.
  add_missing(response, "Cross-Origin-Resource-Policy", "same-origin");
  if (response.content_type.empty() || response.content_type.starts_with("image/"))
    return;
  add_missing(response, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  add_missing(response, "Referrer-Policy", "no-referrer");
}

}  // namespace

void dress(Response& response, const Request& request, const Cors* cors, Gzip& gzip) {
  response.headers.reserve(most_headers);
  const bool compressed = announce_gzip(response, request);
  if (client_has_it(response, request))
    make_not_modified(response);
  else if (compressed)
    response.body = gzip.compress(std::get<std::string>(response.body));
  add_protection(response);
  if (cors != nullptr)
    cors->dress(response, request);
}

}  // namespace noctis
