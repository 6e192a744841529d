// DA and TM as ISO 8601 (PS3.5 Table 6.2-1).

#pragma once

#include <string>
#include <string_view>

namespace noctis {

/// "20240501", or the older "2024.05.01", as "2024-05-01"; empty where it is no date of the
/// calendar.
[[nodiscard]] std::string iso_date(std::string_view da);

/// "130509.25", or the older "13:05:09.25", as "13:05:09.250000", as precise as it was written:
/// "13", "13:05", "13:05:09" (also where the fraction is zero); empty where it is no time of a day.
[[nodiscard]] std::string iso_time(std::string_view tm);

}  // namespace noctis
