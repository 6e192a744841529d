// Figures of the server and of its store, as JSON and for Prometheus.

#include <string>

#include "base/json.hpp"
#include "base/metrics_text.hpp"
#include "base/time.hpp"
#include "rest/negotiation.hpp"
#include "rest/parts.hpp"
#include "store/store_metrics.hpp"

namespace noctis {

namespace {

json::object groups_json(const std::vector<StoreStatistics::Group>& groups) {
  json::object object;
  for (const StoreStatistics::Group& group : groups)
    object[group.name.empty() ? "none" : group.name] = {{"count", group.count},
                                                        {"bytes", group.bytes}};
  return object;
}

json::value time_json(const std::optional<std::int64_t>& ns) {
  return ns ? json::value(to_rfc3339(*ns)) : json::value(nullptr);
}

json::object store_json(const StoreStatistics& s) {
  json::object object{{"studies", s.studies},
                      {"series", s.series},
                      {"images", s.images},
                      {"frames", s.frames},
                      {"renditions", s.renditions},
                      {"objects", s.objects},
                      {"object_bytes", s.object_bytes},
                      {"rendition_bytes", s.rendition_bytes},
                      {"images_by_modality", groups_json(s.images_by_modality)},
                      {"renditions_by_preset", groups_json(s.renditions_by_preset)},
                      {"runs", s.run_count},
                      {"last_success", time_json(s.last_success_ns)},
                      {"last_run", nullptr}};
  if (!s.runs.empty()) {
    const RunRow& run = s.runs.front();
    object["last_run"] = {{"state", run.state},
                          {"started", to_rfc3339(run.started_ns)},
                          {"finished", time_json(run.finished_ns)}};
  }
  return object;
}

Response metrics_json(const RequestMetrics* requests, const StoreStatistics& store) {
  json::object body = requests != nullptr ? requests->to_json() : json::object();
  body["store"] = store_json(store);
  return json_response(json::serialize(body));
}

Response metrics_text(const RequestMetrics* requests, const StoreStatistics& store) {
  MetricsText text;
  if (requests != nullptr)
    requests->add_to(text);
  return {.content_type = "text/plain; version=0.0.4; charset=utf-8",
          .headers = {{"Cache-Control", "no-store"}},
          .body = text.text() + store_metrics(store),
          .compressible = true};
}

// The store's figures are counted beside the event loop, where they are not known.
Answered<Answer> answer_metrics(const std::shared_ptr<SharedParts>& shared, const Request& request,
                                bool as_text) {
  const auto write = as_text ? metrics_text : metrics_json;
  if (const auto figures = shared->figures.known())
    return write(shared->parts.requests, *figures);
  return long_work(request, [shared, write]() -> Answered<Response> {
    return write(shared->parts.requests, *shared->figures.get());
  });
}

}  // namespace

void add_metrics_routes(Router& router, const Worker& worker) {
  add_route(router, Method::get, "/api/v1/metrics", Access::read,
            [worker](const Request& request, const Captured&) -> Answered<Answer> {
              const auto as_text = prefers_metrics_text(request);
              if (!as_text)
                return refuse(as_text);
              return answer_metrics(worker->shared, request, *as_text);
            });
  add_route(router, Method::get, "/metrics", Access::read,
            [worker](const Request& request, const Captured&) {
              return answer_metrics(worker->shared, request, true);
            });
}

}  // namespace noctis
