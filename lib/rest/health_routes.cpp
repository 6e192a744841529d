// Whether all is well, really asked; and whether anybody is there.

#include <algorithm>
#include <string>

#include "base/json_writer.hpp"
#include "base/time.hpp"
#include "rest/parts.hpp"

namespace noctis {

namespace {

constexpr std::string_view ok = "ok";

struct Health {
  std::string index{ok};
  std::string objects{ok};

  [[nodiscard]] bool is_good() const { return index == ok && objects == ok; }
};

// An object is read: that its bytes are those of its name is for verify.
std::string check_objects(const StoreReaders& readers) {
  Error last;
  for ([[maybe_unused]] const bool is_second_look : {false, true}) {
    const auto object = readers.index.newest_object();
    if (!object)
      return std::string(ok);
    const auto file = readers.objects.open(object->id, object->bytes);
    if (file) {
      constexpr std::uint64_t enough = 65536;
      const auto bytes = read_at(file->get(), 0, std::min(object->bytes, enough));
      return std::string(bytes ? ok : name_of(bytes.error().kind));
    }
    last = file.error();
  }
  return std::string(name_of(last.kind));
}

// What is wrong is told by its kind: the rest is the log's.
Health check(ServedStore& store) {
  Health health;
  const StoreReaders* readers = nullptr;
  try {
    readers = &store.readers();
    (void)readers->index.newest_object();
  } catch (const Fatal& fatal) {
    health.index = name_of(fatal.error().kind);
    health.objects = "unknown";
    return health;
  }
  try {
    health.objects = check_objects(*readers);
  } catch (const Fatal& fatal) {
    health.index = name_of(fatal.error().kind);
  }
  return health;
}

Response health_answer(WorkerParts& worker) {
  const Health health = check(worker.store);
  JsonWriter json;
  json.begin_object();
  json.member("status", health.is_good() ? "healthy" : "degraded");
  json.member("version", worker.shared->parts.version);
  json.member("timestamp", to_rfc3339(now_ns()));
  json.key("services");
  json.begin_object();
  json.member("index", health.index);
  json.member("objects", health.objects);
  json.end_object();
  json.end_object();
  Response response = json_response(json.take());
  if (!health.is_good()) {
    response.status = 503;
    response.cause = fmt::format("index: {}, objects: {}", health.index, health.objects);
  }
  return response;
}

}  // namespace

void add_health_routes(Router& router, const Worker& worker) {
  add_route(router, Method::get, "/api/v1/health", Access::open,
            [worker](const Request&, const Captured&) -> Answered<Answer> {
              return health_answer(*worker);
            });
  add_route(router, Method::get, "/api/v1/ping", Access::open,
            [](const Request&, const Captured&) -> Answered<Answer> {
              return json_response(R"({"message":"pong"})");
            });
}

}  // namespace noctis
