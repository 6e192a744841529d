// A series and its images.

#include "rest/catalog.hpp"
#include "rest/find.hpp"
#include "rest/large_groups.hpp"
#include "rest/parts.hpp"
#include "rest/stands_for.hpp"

namespace noctis {

namespace {

Answered<Answer> list_images(WorkerParts& worker, const Request& request,
                             const Captured& captured) {
  const auto id = parse_thing_id(captured.front());
  if (!id)
    return refuse(id);
  const auto list = [id = *id](const StoreReaders& readers, const Request&) -> Answered<Answer> {
    const auto series = find_series(readers.index, id);
    if (!series)
      return refuse(series);
    auto images = readers.index.listed_images(series->id);
    sort_by_place(images);
    return json_response(series_images_json(*series, images));
  };
  return answer_by_size(worker, request, *id, is_large_series, list);
}

}  // namespace

void add_series_routes(Router& router, const Worker& worker) {
  add_route(router, Method::get, "/api/v1/dicom/series/{id}/images", Access::read,
            [worker](const Request& request, const Captured& captured) {
              return list_images(*worker, request, captured);
            });
}

}  // namespace noctis
