#include "rest/negotiation.hpp"

#include <string_view>

#include "http/accept.hpp"

namespace noctis {

namespace {

// Of two forms, JSON first.
Answered<bool> prefers(const Request& request, std::string_view other) {
  const std::string_view offers[] = {"application/json", other};
  const auto chosen = choose(request.list("accept"), offers);
  if (!chosen)
    return refuse(406, "the answer is application/json or {}", other);
  return *chosen == 1;
}

}  // namespace

Answered<bool> prefers_png(const Request& request) {
  const auto format = request.parameter("format");
  if (!format)
    return prefers(request, "image/png");
  if (*format != "png" && *format != "json")
    return refuse(400, "format is \"{}\", not png or json", *format);
  return *format == "png";
}

Answered<bool> prefers_metrics_text(const Request& request) {
  return prefers(request, "text/plain");
}

}  // namespace noctis
