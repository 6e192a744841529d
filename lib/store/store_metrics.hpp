// What `noctis stats` tells, for Prometheus.

#pragma once

#include <string>
#include <string_view>

#include "store/index.hpp"

namespace noctis {

/// The text exposition format, version 0.0.4: metrics noctis_store_… and noctis_last_run_….
/// Nothing of a patient is in it, and no text of a file: of reasons and modalities only what can be
/// neither.
[[nodiscard]] std::string store_metrics(const StoreStatistics& statistics);

/// A reason without what it tells of its file: "Rows is 70000" is "Rows is N", a quoted text is
/// "…"; at most 80 bytes.
[[nodiscard]] std::string class_of_reason(std::string_view reason);

}  // namespace noctis
