// Amounts on the command line: sizes and spans of time with a unit behind them.

#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.hpp"

namespace noctis::cli {

/// "500", "1.5G": bytes, with K, M, G or T for powers of 1024, in either case, perhaps followed by
/// B or iB.  Fails with ErrorKind::usage.
[[nodiscard]] Result<std::uint64_t> parse_size(std::string_view text);

/// "90d", "12h", "30m", "45s", "2w": nanoseconds; a number alone is days.  Fails with
/// ErrorKind::usage, also beyond 200 years.
[[nodiscard]] Result<std::int64_t> parse_age(std::string_view text);

/// "5%" or "0.05": 0..1.  Fails with ErrorKind::usage.
[[nodiscard]] Result<double> parse_share(std::string_view text);

}  // namespace noctis::cli
