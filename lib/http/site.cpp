#include "http/site.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "base/time.hpp"
#include "http/dressing.hpp"

namespace noctis {

namespace {

constexpr std::int64_t ns_a_second = 1'000'000'000;

const TrustedProxies no_proxies;
const Authentication nobody_is_asked;

// It holds what it needs of the request, for it is gone by then.
LongWork dressed(LongWork work, const Request& request, std::string_view route, const Cors* cors) {
  return [work = std::move(work), request, route, cors] {
    Response response = work();
    response.route = route;
    Gzip gzip;
    noctis::dress(response, request, cors, gzip);
    return response;
  };
}

}  // namespace

Site::Site(Router router, const SiteParts& parts, std::function<void()> tick)
    : router_(std::move(router)), parts_(parts), tick_(std::move(tick)) {
  if (parts_.authentication == nullptr)
    parts_.authentication = &nobody_is_asked;
  if (parts_.proxies == nullptr)
    parts_.proxies = &no_proxies;
}

void Site::tick() {
  if (tick_)
    tick_();
}

Answer Site::answer(Request& request) {
  auto refusal = refused(request);
  Answer answer = refusal ? Answer(*std::move(refusal)) : routed(request);
  if (auto* response = std::get_if<Response>(&answer))
    noctis::dress(*response, request, parts_.cors, gzip_);
  return answer;
}

void Site::dress(Response& response, const Request& request) {
  if (const Router::Match match = router_.find(request.method, request.path);
      match.route != nullptr)
    response.route = match.route->path;
  noctis::dress(response, request, parts_.cors, gzip_);
}

// Before any route is looked for.
std::optional<Response> Site::refused(Request& request) {
  if (parts_.hosts != nullptr && !parts_.hosts->allow(request.header("host").value_or("")))
    return error_response(421, "this server does not go by the name in Host", request.path);
  if (parts_.cors != nullptr && is_preflight(request))
    return parts_.cors->preflight(request);
  const Authentication& authentication = *parts_.authentication;
  const std::int64_t now = authentication.demands_tokens() ? now_ns() / ns_a_second : 0;
  const auto known = authentication.recognize(request, tokens_, now);
  request.caller = known.value_or(Caller());
  // A token that is not known yet is on the account of its address: to check a signature is the
  // dearest thing that a stranger can ask for.
  if (auto response = turned_away(request); response || known)
    return response;
  auto caller = authentication.identify(request, tokens_, now);
  if (!caller)
    return invalid_token(caller.error().what, request.path);
  request.caller = *std::move(caller);
  return std::nullopt;
}

std::optional<Response> Site::turned_away(const Request& request) const {
  if (parts_.rate_limit == nullptr)
    return std::nullopt;
  const auto wait = parts_.rate_limit->turn_away(client_of(request, *parts_.proxies),
                                                 std::chrono::steady_clock::now());
  if (!wait)
    return std::nullopt;
  Response response = error_response(
      429, fmt::format("too many requests: ask again in {} s", wait->count()), request.path);
  response.headers.emplace_back("Retry-After", fmt::format("{}", wait->count()));
  return response;
}

Answer Site::routed(const Request& request) const {
  const Router::Match match = router_.find(request.method, request.path);
  if (match.route == nullptr && match.allow.empty())
    return error_response(404, "there is nothing at this path", request.path);
  if (match.route == nullptr) {
    Response response =
        request.method == Method::options
            ? Response{.status = 204}
            : error_response(405, "this path is asked by " + match.allow, request.path);
    response.headers.emplace_back("Allow", match.allow);
    return response;
  }
  if (auto response = parts_.authentication->refusal(request, match.route->access)) {
    response->route = match.route->path;
    return *std::move(response);
  }
  Answer answer = match.route->answer(request, match.captured);
  if (auto* response = std::get_if<Response>(&answer))
    response->route = match.route->path;
  else
    answer =
        dressed(std::get<LongWork>(std::move(answer)), request, match.route->path, parts_.cors);
  return answer;
}

}  // namespace noctis
