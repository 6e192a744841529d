// What routes are made of, and the groups in which they are added to a router.

#pragma once

#include <chrono>
#include <memory>
#include <utility>

#include "rest/answers.hpp"
#include "rest/page_assets.hpp"
#include "rest/routes.hpp"
#include "rest/served_store.hpp"
#include "rest/store_figures.hpp"
#include "rest/warmed_looks.hpp"

namespace noctis {

/// Any number of threads.
class SharedParts {
 public:
  explicit SharedParts(RestParts of)
      : parts(std::move(of)), looks(parts.presets), pool(parts.store), figures(pool) {}

  const RestParts parts;
  const WarmedLooks looks;
  ReaderPool pool;
  StoreFigures figures;
  const std::shared_ptr<UnpackedAssets> unpacked = std::make_shared<UnpackedAssets>();
};

/// Of one worker.
struct WorkerParts {
  explicit WorkerParts(std::shared_ptr<SharedParts> of) : shared(std::move(of)) {}

  std::shared_ptr<SharedParts> shared;
  ServedStore store{shared->parts.store, std::chrono::milliseconds{500}, shared->parts.snapshot};
};
using Worker = std::shared_ptr<WorkerParts>;

void add_study_routes(Router& router, const Worker& worker);
void add_series_routes(Router& router, const Worker& worker);
void add_image_routes(Router& router, const Worker& worker);
void add_object_routes(Router& router, const Worker& worker);
void add_preset_routes(Router& router, const Worker& worker);
void add_clear_routes(Router& router, const Worker& worker);
void add_health_routes(Router& router, const Worker& worker);
void add_metrics_routes(Router& router, const Worker& worker);
void add_openapi_routes(Router& router, const Worker& worker);

}  // namespace noctis
