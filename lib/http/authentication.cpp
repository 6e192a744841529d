#include "http/authentication.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "http/header_list.hpp"

namespace noctis {

namespace {

// A challenge has one parameter at least (RFC 6750, 3).
constexpr std::string_view challenge = "Bearer realm=\"noctis\"";

Response challenged(unsigned status, std::string_view details, std::string_view path,
                    std::string_view parameters) {
  Response response = error_response(status, details, path);
  response.headers.emplace_back("WWW-Authenticate", fmt::format("{}{}", challenge, parameters));
  return response;
}

// Nothing where another scheme is spoken, or none.
std::optional<std::string_view> bearer_token(const Request& request) noexcept {
  const auto authorization = request.header("authorization");
  if (!authorization)
    return std::nullopt;
  const std::size_t space = std::min(authorization->find(' '), authorization->size());
  if (!equal_ignoring_case(authorization->substr(0, space), "Bearer"))
    return std::nullopt;
  return trim(authorization->substr(space));
}

bool is_allowed(const Caller& caller, Access access) noexcept {
  switch (access) {
    case Access::open:
      return true;
    case Access::read:
      return caller.may_read;
    case Access::admin:
      return caller.may_administer;
  }
  return false;
}

}  // namespace

Authentication::Authentication(TokenVerifier verifier) : verifier_(std::move(verifier)) {}

std::optional<Caller> Authentication::recognize(const Request& request, TokenCache& cache,
                                                std::int64_t now) const {
  if (!verifier_)
    return Caller{.may_read = true};
  const auto token = bearer_token(request);
  return token ? cache.find(*token, now) : Caller{};
}

Result<Caller> Authentication::identify(const Request& request, TokenCache& cache,
                                        std::int64_t now) const {
  if (auto caller = recognize(request, cache, now))
    return *std::move(caller);
  return cache.verify(*verifier_, bearer_token(request).value_or(""), now);
}

std::optional<Response> Authentication::refusal(const Request& request, Access access) const {
  if (is_allowed(request.caller, access))
    return std::nullopt;
  const std::string_view scope = access == Access::admin ? "admin" : "read";
  if (!verifier_)
    return error_response(
        403, fmt::format("this needs a token of scope {}, and this server knows no tokens", scope),
        request.path);
  if (request.caller.subject.empty())
    return challenged(401, "this needs a token", request.path, "");
  return challenged(403, fmt::format("this needs a token of scope {}", scope), request.path,
                    fmt::format(", error=\"insufficient_scope\", scope=\"{}\"", scope));
}

Response invalid_token(std::string_view reason, std::string_view path) {
  return challenged(401, reason, path,
                    fmt::format(", error=\"invalid_token\", error_description=\"{}\"", reason));
}

}  // namespace noctis
