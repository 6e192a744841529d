// Objects by their address.

#include <utility>

#include "rest/ids.hpp"
#include "rest/parts.hpp"

namespace noctis {

namespace {

// Only what a committed row names: anything else may be torn, or about to go.
Answered<Answer> answer_object(WorkerParts& worker, const Captured& captured) {
  const auto id = parse_object_id(captured.front());
  if (!id)
    return refuse(id);
  const StoreReaders& readers = worker.store.readers();
  for (bool is_second_look : {false, true}) {
    const auto object = readers.index.object(*id);
    if (!object)
      return refuse(404, "no object of this address is in the store");
    auto file = readers.objects.open(*id, object->bytes);
    // A removal may have come between the row and its object.
    if (!file && file.error().kind == ErrorKind::not_found && !is_second_look)
      continue;
    if (!file)
      return tl::unexpected<Refusal>(Refusal{500, "the store lacks the object", file.error().what});
    Response response{.content_type = object->is_png ? "image/png" : "application/octet-stream",
                      .headers = {{"Cache-Control", "private, max-age=31536000, immutable"}},
                      .body = FileBody{*std::move(file), object->bytes}};
    add_etag(response, captured.front());
    return response;
  }
  return refuse(404, "no object of this address is in the store");
}

}  // namespace

void add_object_routes(Router& router, const Worker& worker) {
  add_route(router, Method::get, "/api/v1/objects/{sha256}", Access::read,
            [worker](const Request&, const Captured& captured) {
              return answer_object(*worker, captured);
            });
}

}  // namespace noctis
