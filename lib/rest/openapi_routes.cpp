#include "base/json.hpp"
#include "rest/openapi.hpp"
#include "rest/parts.hpp"

namespace noctis {

std::string openapi_document(std::string_view version) {
  json::value document = json::parse(json::string_view(openapi_text()));
  document.as_object()["info"].as_object()["version"] = version;
  return json::serialize(document);
}

void add_openapi_routes(Router& router, const Worker& worker) {
  add_route(
      router, Method::get, "/api/v1/openapi.json", Access::open,
      [body = openapi_document(worker->shared->parts.version)](
          const Request&, const Captured&) -> Answered<Answer> { return json_response(body); });
}

}  // namespace noctis
