#include "dicom/date_time.hpp"

#include <algorithm>
#include <chrono>
#include <optional>

#include <fmt/core.h>

#include "base/text.hpp"

namespace noctis {

namespace {

/// The number that exactly `length` digits at `offset` are.
std::optional<int> digits(std::string_view text, std::size_t offset, std::size_t length) noexcept {
  if (text.size() < offset + length)
    return std::nullopt;
  int number = 0;
  for (const char c : text.substr(offset, length)) {
    if (c < '0' || c > '9')
      return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

std::string without(std::string_view text, char separator) {
  std::string rest(text);
  rest.erase(std::remove(rest.begin(), rest.end(), separator), rest.end());
  return rest;
}

/// ".25" as ".250000"; nothing where it is no fraction of at most six digits.
std::optional<std::string> six_digits(std::string_view fraction) {
  constexpr std::size_t most = 6;
  if (fraction.size() < 2 || fraction.size() > most + 1 ||
      !digits(fraction, 1, fraction.size() - 1))
    return std::nullopt;
  std::string padded(fraction);
  padded.resize(most + 1, '0');
  return padded;
}

}  // namespace

std::string iso_date(std::string_view da) {
  std::string_view text = trim(da);
  const std::string undotted = without(text, '.');
  const bool dotted = text.size() == 10 && text[4] == '.' && text[7] == '.';
  if (dotted)
    text = undotted;
  if (text.size() != 8)
    return {};
  const auto year = digits(text, 0, 4);
  const auto month = digits(text, 4, 2);
  const auto day = digits(text, 6, 2);
  if (!year || !month || !day)
    return {};
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok())
    return {};
  return fmt::format("{:04}-{:02}-{:02}", *year, *month, *day);
}

std::string iso_time(std::string_view tm) {
  const std::string_view text = trim(tm);
  const std::size_t dot = std::min(text.find('.'), text.size());
  const std::string clock = without(text.substr(0, dot), ':');
  const std::string_view fraction = text.substr(dot);

  const auto hour = digits(clock, 0, 2);
  if (!hour || *hour > 23)
    return {};
  if (clock.size() == 2 && fraction.empty())
    return fmt::format("{:02}", *hour);
  const auto minute = digits(clock, 2, 2);
  if (!minute || *minute > 59)
    return {};
  if (clock.size() == 4 && fraction.empty())
    return fmt::format("{:02}:{:02}", *hour, *minute);
  const auto second = digits(clock, 4, 2);
  if (!second || *second > 60 || clock.size() != 6)  // 60: a leap second
    return {};
  std::string whole = fmt::format("{:02}:{:02}:{:02}", *hour, *minute, *second);
  if (fraction.empty())
    return whole;
  const auto padded = six_digits(fraction);
  if (!padded)
    return {};
  return *padded == ".000000" ? whole : whole + *padded;
}

}  // namespace noctis
