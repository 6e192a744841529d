// The routes of the REST service: what is asked of a store, over HTTP.

#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "http/request_metrics.hpp"
#include "http/router.hpp"
#include "render/preset.hpp"

namespace noctis {

class SharedParts;

/// What the routes of all workers have in common.
struct RestParts {
  std::filesystem::path store;
  PresetTable presets = PresetTable::built_in();
  std::string version = {};
  bool allow_clear = false;            ///< whether POST /clear-cache removes anything
  std::uint32_t thumbnail_side = 256;  ///< where none was warmed and none is asked for
  /// How long a state of the store is held while nobody commits, so that not each look-up takes
  /// SQLite's locks.
  std::chrono::milliseconds snapshot{0};
  std::uint32_t images_at_once = 500;        ///< lists of more, a millisecond, are LongWork
  const RequestMetrics* requests = nullptr;  ///< outlives the routes; null: none are told of
};

/// Before the workers are made: readers for LongWork, and figures that are kept for a while.
[[nodiscard]] std::shared_ptr<SharedParts> share(RestParts parts);

/// What one worker answers by.
struct WorkerRoutes {
  Router router;
  std::function<void()> tick;  ///< about once a second, on the same thread
};

/// Of one worker, the pages among them, with an Index of its own: nothing is opened before the
/// first request.  Where the store cannot be read, it answers 503 until it can.
[[nodiscard]] WorkerRoutes make_routes(const std::shared_ptr<SharedParts>& parts);

/// The paths of all routes, for RequestMetrics.
[[nodiscard]] std::vector<std::string> route_paths();

}  // namespace noctis
