// A whole run: the pipeline walk -> convert -> put -> record over a store, in rounds.

#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "render/rendition.hpp"
#include "warm/aftermath.hpp"
#include "warm/deadline.hpp"
#include "warm/plan.hpp"
#include "warm/progress.hpp"
#include "warm/slots.hpp"
#include "warm/summary.hpp"

namespace noctis {

enum class WalkOrder : std::uint8_t {
  path,
  newest,  ///< studies that changed last come first; holds the files to be done in memory
};

struct WarmOptions {
  std::filesystem::path store;
  std::vector<std::string> roots;  ///< normalized_roots()
  PlanOptions plan;
  Compression compression = Compression::normal;
  WalkOrder order = WalkOrder::path;
  bool force = false;
  bool dry_run = false;  ///< walks and compares; opens no file and writes nothing
  unsigned jobs = 0;     ///< threads; 0: one a core
  /// The run stops when more files than this have failed.
  std::uint64_t failures_allowed = std::numeric_limits<std::uint64_t>::max();
  std::optional<Deadline> deadline;            ///< nothing new is begun afterwards
  std::chrono::milliseconds lock_patience{0};  ///< while another run holds the store
  Slots* slots = nullptr;                      ///< where files in hand are told; null: nobody looks
  const Aftermath* aftermath = nullptr;        ///< where this run has gone on before
};

/// Holds the store's lock while it runs.  When `stop` is requested, what is in hand is finished and
/// committed.  Throws Fatal where the store cannot be used; what was committed before stays.
/// Fails with ErrorKind::usage where the plan names a preset that is not there.
[[nodiscard]] Result<Summary> warm(const WarmOptions& options, Progress& progress,
                                   const std::stop_token& stop);

}  // namespace noctis
