// A series and its images.

#include "rest/catalog.hpp"
#include "rest/find.hpp"
#include "rest/parts.hpp"
#include "rest/stands_for.hpp"

namespace noctis {

namespace {

Answered<Answer> list_images(WorkerParts& worker, const Captured& captured) {
  const auto id = parse_thing_id(captured.front());
  if (!id)
    return refuse(id);
  const Index& index = worker.store.readers().index;
  const auto series = find_series(index, *id);
  if (!series)
    return refuse(series);
  auto images = index.listed_images(series->id);
  sort_by_place(images);
  return json_response(series_images_json(*series, images));
}

}  // namespace

void add_series_routes(Router& router, const Worker& worker) {
  add_route(router, Method::get, "/api/v1/dicom/series/{id}/images", Access::read,
            [worker](const Request&, const Captured& captured) {
              return list_images(*worker, captured);
            });
}

}  // namespace noctis
