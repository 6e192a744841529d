// How a route answers: with a response, with work that takes longer, or with a refusal.

#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"
#include "http/router.hpp"

namespace noctis {

/// Why something is not answered.
struct Refusal {
  unsigned status = 400;
  std::string details = {};  ///< told to the client
  std::string cause = {};    ///< of a status of 500 and above: told to the log alone
};

template <class T = void>
using Answered = tl::expected<T, Refusal>;

template <class... Args>
[[nodiscard]] tl::unexpected<Refusal> refuse(unsigned status, fmt::format_string<Args...> format,
                                             Args&&... args) {
  return tl::unexpected<Refusal>(
      Refusal{status, fmt::format(format, std::forward<Args>(args)...), {}});
}

/// Hands on another's refusal.
template <class T>
[[nodiscard]] tl::unexpected<Refusal> refuse(const Answered<T>& refused) {
  return tl::unexpected<Refusal>(refused.error());
}

/// What went wrong in the store, with nothing of it for the client: 503 where it may pass by itself
/// or by an administrator's hand, else 500.
[[nodiscard]] Refusal refusal_of(const Error& error);

[[nodiscard]] Response to_response(const Refusal& refusal, std::string_view path);

/// What `body`, an Answered<Response> function, answers; Fatal, too, becomes a response.
[[nodiscard]] Response respond(std::string_view path,
                               const std::function<Answered<Response>()>& body);

/// The same, as work of its own; it keeps what `body` holds.
[[nodiscard]] LongWork long_work(const Request& request, std::function<Answered<Response>()> body);

/// A route whose refusals, and Fatal, become responses.
using Handler = std::function<Answered<Answer>(const Request&, const Captured&)>;
void add_route(Router& router, Method method, std::string path, Access access, Handler handler);

/// A document or a list, which may change: a cache asks again each time.
[[nodiscard]] Response json_response(std::string body);

/// A strong validator (RFC 9110, 8.8.3); `tag` without its quotation marks.
void add_etag(Response& response, std::string_view tag);

}  // namespace noctis
