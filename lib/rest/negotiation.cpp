#include "rest/negotiation.hpp"

namespace noctis {

namespace {

// TODO: the http room's negotiation by q-values (accept.hpp) takes the place of this one function.
Answered<bool> prefers(const Request& request, std::string_view type) {
  const auto accept = request.header("accept");
  return accept && accept->find(type) != std::string_view::npos;
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
