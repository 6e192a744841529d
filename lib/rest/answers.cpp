#include "rest/answers.hpp"

#include <variant>

namespace noctis {

namespace {

bool may_pass(ErrorKind kind) noexcept {
  return kind == ErrorKind::busy || kind == ErrorKind::newer_schema ||
         kind == ErrorKind::unsupported || kind == ErrorKind::not_found ||
         kind == ErrorKind::damaged || kind == ErrorKind::io;
}

}  // namespace

Refusal refusal_of(const Error& error) {
  if (may_pass(error.kind))
    return {503, "the store cannot be read at present", error.what};
  return {500, "the store could not be made sense of", error.what};
}

Response to_response(const Refusal& refusal, std::string_view path) {
  Response response = error_response(refusal.status, refusal.details, path);
  response.cause = refusal.cause;
  if (refusal.status == 503)
    response.headers.emplace_back("Retry-After", "1");
  return response;
}

Response respond(std::string_view path, const std::function<Answered<Response>()>& body) {
  try {
    Answered<Response> answered = body();
    return answered ? std::move(*answered) : to_response(answered.error(), path);
  } catch (const Fatal& fatal) {
    return to_response(refusal_of(fatal.error()), path);
  }
}

LongWork long_work(const Request& request, std::function<Answered<Response>()> body) {
  return [path = request.path, body = std::move(body)] { return respond(path, body); };
}

void add_route(Router& router, Method method, std::string path, Access access, Handler handler) {
  const auto answer = [handler = std::move(handler)](const Request& request,
                                                     const Captured& captured) -> Answer {
    try {
      Answered<Answer> answered = handler(request, captured);
      if (answered)
        return std::move(*answered);
      return to_response(answered.error(), request.path);
    } catch (const Fatal& fatal) {
      return to_response(refusal_of(fatal.error()), request.path);
    }
  };
  router.add({.method = method, .path = std::move(path), .access = access, .answer = answer});
}

Response json_response(std::string body) {
  return {.content_type = "application/json",
          .headers = {{"Cache-Control", "private, no-cache"}},
          .body = std::move(body),
          .compressible = true};
}

void add_etag(Response& response, std::string_view tag) {
  std::string& value = response.headers.emplace_back("ETag", std::string()).second;
  value.reserve(tag.size() + 2);
  value += '"';
  value += tag;
  value += '"';
}

}  // namespace noctis
