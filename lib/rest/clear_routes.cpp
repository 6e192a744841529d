// Removing renditions, to be made again by the next run.

#include <string>

#include "base/counted.hpp"
#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "rest/parameters.hpp"
#include "rest/parts.hpp"
#include "store/removal.hpp"

namespace noctis {

namespace {

std::string report_json(const RemovalReport::Part& total) {
  JsonWriter json;
  json.begin_object();
  json.member("success", true);
  json.member("message", fmt::format("removed {} of {}, {}", counted(total.renditions, "rendition"),
                                     counted(total.images, "image"), format_bytes(total.bytes)));
  json.member("removed", total.renditions);
  json.member("bytes_freed", total.bytes);
  json.end_object();
  return json.take();
}

Answered<Response> clear(const std::filesystem::path& store, const std::string& pattern) {
  RemovalRequest request;
  request.pattern = pattern;
  try {
    const auto report = remove(store, request);
    if (!report)
      return tl::unexpected<Refusal>(refusal_of(report.error()));
    return json_response(report_json(report->total()));
  } catch (const Fatal& fatal) {
    if (fatal.error().kind == ErrorKind::busy)
      return refuse(409, "a run holds the store: try again when it is done");
    throw;
  }
}

Answered<Answer> answer_clear(const SharedParts& shared, const Request& request) {
  if (!shared.parts.allow_clear)
    return refuse(403, "this server only reads its store: it was started without --allow-clear");
  if (const auto single = check_single(request, {"pattern"}); !single)
    return refuse(single);
  const std::string pattern(request.parameter("pattern").value_or("dicom:*"));
  if (pattern.empty())
    return refuse(400, "pattern is empty: \"dicom:*\" means everything");
  return long_work(request,
                   [store = shared.parts.store, pattern] { return clear(store, pattern); });
}

}  // namespace

void add_clear_routes(Router& router, const Worker& worker) {
  add_route(router, Method::post, "/api/v1/dicom/clear-cache", Access::admin,
            [worker](const Request& request, const Captured&) {
              return answer_clear(*worker->shared, request);
            });
}

}  // namespace noctis
