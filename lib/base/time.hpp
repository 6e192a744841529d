// Points in time, in UTC.

#pragma once

#include <cstdint>
#include <string>

namespace noctis {

/// Nanoseconds since the epoch, by the system's clock.
[[nodiscard]] std::int64_t now_ns() noexcept;

/// RFC 3339 in UTC with seconds: "2024-05-01T12:00:00Z".
[[nodiscard]] std::string to_rfc3339(std::int64_t ns_since_epoch);

}  // namespace noctis
