#include "base/quantities.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <ctime>
#include <limits>

namespace noctis {

namespace {

struct Unit {
  char letter;
  std::int64_t seconds;
};
constexpr std::array<Unit, 5> units = {
    {{'w', 604'800}, {'d', 86'400}, {'h', 3'600}, {'m', 60}, {'s', 1}}};

// The digits that `text` begins with, which are taken off it.
std::optional<std::uint64_t> take_number(std::string_view& text) noexcept {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc())
    return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

// ".25" that `text` begins with, which is taken off it; 0 where there is no point.
std::optional<double> take_fraction(std::string_view& text) noexcept {
  if (!text.starts_with('.'))
    return 0.0;
  text.remove_prefix(1);
  const std::size_t digits = text.size();
  const auto number = take_number(text);
  if (!number)
    return std::nullopt;
  const double fraction =
      static_cast<double>(*number) / std::pow(10.0, static_cast<double>(digits - text.size()));
  return fraction < 1 ? std::optional<double>(fraction) : std::nullopt;  // too many nines make 1
}

}  // namespace

std::optional<std::chrono::seconds> duration_from(std::string_view text) noexcept {
  constexpr std::uint64_t longest = 200ULL * 366 * 86'400;
  if (text == "0")
    return std::chrono::seconds{0};
  if (text.empty())
    return std::nullopt;
  std::uint64_t total = 0;
  const auto* unit = units.begin();
  while (!text.empty()) {
    const auto number = take_number(text);
    if (!number || *number > longest || text.empty())
      return std::nullopt;
    while (unit != units.end() && unit->letter != text.front())
      ++unit;
    if (unit == units.end())
      return std::nullopt;
    total += *number * static_cast<std::uint64_t>(unit->seconds);
    if (total > longest)
      return std::nullopt;
    ++unit;
    text.remove_prefix(1);
  }
  return std::chrono::seconds{static_cast<std::int64_t>(total)};
}

std::optional<std::uint64_t> size_from(std::string_view text) noexcept {
  const auto number = take_number(text);
  if (!number)
    return std::nullopt;
  if (text.empty())
    return number;
  const auto fraction = take_fraction(text);
  if (!fraction || text.empty())
    return std::nullopt;
  const std::size_t power = std::string_view("KMGT").find(text.front());
  text.remove_prefix(1);
  if (power == std::string_view::npos || (!text.empty() && text != "iB"))
    return std::nullopt;
  const unsigned shift = 10 * (static_cast<unsigned>(power) + 1);
  if (*number > std::numeric_limits<std::uint64_t>::max() >> shift)
    return std::nullopt;
  // Exact, for it is below 2^53 in the largest unit.
  return (*number << shift) +
         static_cast<std::uint64_t>(std::ldexp(*fraction, static_cast<int>(shift)));
}

std::optional<double> share_from(std::string_view text) noexcept {
  const auto whole = take_number(text);
  const auto fraction = whole ? take_fraction(text) : std::nullopt;
  if (!fraction || (!text.empty() && text != "%"))
    return std::nullopt;
  const double number = static_cast<double>(*whole) + *fraction;
  const double share = text.empty() ? number : number / 100;
  return share <= 1 ? std::optional<double>(share) : std::nullopt;
}

std::optional<std::chrono::minutes> time_of_day_from(std::string_view text) noexcept {
  if (text.size() != 5 || text[2] != ':')
    return std::nullopt;
  std::string_view hour_text = text.substr(0, 2);
  std::string_view minute_text = text.substr(3);
  const auto hour = take_number(hour_text);
  const auto minute = take_number(minute_text);
  if (!hour || !minute || !hour_text.empty() || !minute_text.empty() || *hour > 23 || *minute > 59)
    return std::nullopt;
  return std::chrono::minutes{static_cast<int>(*hour * 60 + *minute)};
}

std::chrono::system_clock::time_point next_time_of_day(
    std::chrono::minutes since_midnight, std::chrono::system_clock::time_point now) noexcept {
  using System = std::chrono::system_clock;
  const std::time_t now_seconds = System::to_time_t(now);
  std::tm day = {};
  ::localtime_r(&now_seconds, &day);
  const auto on_day = [&](int days) {
    std::tm wanted = day;
    wanted.tm_mday += days;
    wanted.tm_hour = static_cast<int>(since_midnight.count() / 60);
    wanted.tm_min = static_cast<int>(since_midnight.count() % 60);
    wanted.tm_sec = 0;
    wanted.tm_isdst = -1;  // whatever holds then
    return System::from_time_t(std::mktime(&wanted));
  };
  const System::time_point today = on_day(0);
  return today > now ? today : on_day(1);
}

}  // namespace noctis
