// One run's own numbers in Prometheus' text format (version 0.0.4), for a textfile collector.

#pragma once

#include <cstdint>
#include <string>

#include "warm/summary.hpp"

namespace noctis {

/// Gauges named noctis_run_…, nothing of a patient in them.  Times are nanoseconds since the epoch.
[[nodiscard]] std::string run_metrics(const Summary& summary, std::int64_t started_ns,
                                      std::int64_t ended_ns);

}  // namespace noctis
