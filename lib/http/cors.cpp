#include "http/cors.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace noctis {

namespace {

// scheme://host or scheme://host:port, in lower case, no default port: what a browser makes of it.
bool is_origin(std::string_view text) noexcept {
  const bool is_secure = text.starts_with("https://");
  if (!is_secure && !text.starts_with("http://"))
    return false;
  const std::string_view authority = text.substr(text.find("//") + 2);
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789-._:[]";
  if (authority.empty() || authority.find_first_not_of(letters) != std::string_view::npos)
    return false;
  const std::size_t bracket = authority.starts_with('[') ? authority.find(']') : 0;
  if (bracket == std::string_view::npos)
    return false;
  const std::size_t colon = authority.find(':', bracket);
  if (colon == std::string_view::npos)
    return true;
  const std::string_view port = authority.substr(colon + 1);
  return colon > 0 && !port.empty() && port.find_first_not_of("0123456789") == std::string::npos &&
         port != (is_secure ? "443" : "80");
}

}  // namespace

bool is_preflight(const Request& request) noexcept {
  return request.method == Method::options && request.header("origin") &&
         request.header("access-control-request-method");
}

void add_vary(Response& response, std::string_view header) {
  const auto vary = response.header("Vary");
  response.set_header("Vary", vary ? fmt::format("{}, {}", *vary, header) : std::string(header));
}

Cors::Cors(std::vector<std::string> origins) : origins_(std::move(origins)) {}

Result<Cors> Cors::make(std::vector<std::string> origins) {
  for (const std::string& origin : origins)
    if (!is_origin(origin))
      return failure(ErrorKind::usage,
                     "\"{}\" is no origin, such as https://viewer.example.org or "
                     "http://localhost:3000",
                     origin);
  return Cors(std::move(origins));
}

bool Cors::allow(std::string_view origin) const noexcept {
  return std::find(origins_.begin(), origins_.end(), origin) != origins_.end();
}

Response Cors::preflight(const Request& request) const {
  const auto origin = request.header("origin");
  if (!origin || !allow(*origin))
    return error_response(403, "pages of this origin may not ask", request.path);
  return {.status = 204,
          .headers = {{"Access-Control-Allow-Methods", "GET, HEAD, POST"},
                      {"Access-Control-Allow-Headers", "Authorization, If-None-Match, Accept"},
                      {"Access-Control-Max-Age", "600"}}};
}

void Cors::dress(Response& response, const Request& request) const {
  add_vary(response, "Origin");
  const auto origin = request.header("origin");
  if (!origin || !allow(*origin))
    return;
  response.set_header("Access-Control-Allow-Origin", std::string(*origin));
  response.set_header("Access-Control-Expose-Headers", "ETag, X-Request-Id, X-Response-Time");
}

}  // namespace noctis
