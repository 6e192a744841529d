// Durations, sizes, shares and times of day as people write them.

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace noctis {

/// "90s", "5m", "1h30m", "2d", "8w", "0"; greater units first, each once.  Nothing for anything
/// else, a number without a unit and more than two hundred years among it.
[[nodiscard]] std::optional<std::chrono::seconds> duration_from(std::string_view text) noexcept;

/// "5%" or "0.05": 0..1.  Nothing for anything else.
[[nodiscard]] std::optional<double> share_from(std::string_view text) noexcept;

/// "1048576", "512M", "1.5G", "4GiB", "1T": bytes, in units of 1024; what is less than a byte is
/// left off.  Nothing for anything else.
[[nodiscard]] std::optional<std::uint64_t> size_from(std::string_view text) noexcept;

/// "06:00", "23:59": since midnight.  Nothing for anything else.
[[nodiscard]] std::optional<std::chrono::minutes> time_of_day_from(std::string_view text) noexcept;

/// When the clocks here will next show that time after `now`.
[[nodiscard]] std::chrono::system_clock::time_point next_time_of_day(
    std::chrono::minutes since_midnight, std::chrono::system_clock::time_point now) noexcept;

}  // namespace noctis
