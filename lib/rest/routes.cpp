#include "rest/routes.hpp"

#include <utility>

#include "rest/pages.hpp"
#include "rest/parts.hpp"

namespace noctis {

std::shared_ptr<SharedParts> share(RestParts parts) {
  return std::make_shared<SharedParts>(std::move(parts));
}

WorkerRoutes make_routes(const std::shared_ptr<SharedParts>& parts) {
  const auto worker = std::make_shared<WorkerParts>(parts);
  Router router;
  for (const auto add :
       {add_image_routes, add_series_routes, add_study_routes, add_object_routes, add_preset_routes,
        add_clear_routes, add_health_routes, add_metrics_routes, add_openapi_routes})
    add(router, worker);
  add_pages(router, parts->unpacked);
  return {.router = std::move(router), .tick = [worker] { worker->store.tick(); }};
}

std::vector<std::string> route_paths() {
  std::vector<std::string> paths;
  const Router router = make_routes(share({})).router;
  for (const Route& route : router.routes())
    paths.push_back(route.path);
  return paths;
}

}  // namespace noctis
