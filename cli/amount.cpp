#include "cli/amount.hpp"

#include <cmath>
#include <optional>
#include <string>

#include "base/text.hpp"

namespace noctis::cli {

namespace {

struct Amount {
  double number = 0;
  std::string unit;  // lower case
};

std::optional<Amount> split_amount(std::string_view text) {
  const std::size_t end = text.find_last_of("0123456789.");
  if (end == std::string_view::npos)
    return std::nullopt;
  const std::string_view digits = text.substr(0, end + 1);
  if (digits.find_first_not_of("0123456789.") != std::string_view::npos)
    return std::nullopt;  // no exponent, no sign
  const auto number = to_double(digits);
  if (!number)
    return std::nullopt;
  Amount amount{*number, {}};
  for (const char c : text.substr(end + 1))
    amount.unit += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return amount;
}

}  // namespace

Result<std::uint64_t> parse_size(std::string_view text) {
  auto amount = split_amount(text);
  if (amount) {
    std::string unit = amount->unit;
    if (unit.ends_with("ib") && unit.size() == 3)
      unit.resize(1);
    else if (unit.ends_with('b'))
      unit.pop_back();
    constexpr std::string_view units = "kmgt";
    const std::size_t power = unit.size() == 1 ? units.find(unit) + 1 : 0;
    const double bytes = std::ldexp(amount->number, static_cast<int>(10 * power));
    if ((unit.empty() || power != 0) && bytes < 0x1p60)
      return static_cast<std::uint64_t>(bytes);
  }
  return failure(ErrorKind::usage, "\"{}\" is no size such as 500M or 2T", text);
}

Result<std::int64_t> parse_age(std::string_view text) {
  if (const auto amount = split_amount(text)) {
    const std::string& unit = amount->unit;
    const double seconds = unit == "s"                   ? 1
                           : unit == "m"                 ? 60
                           : unit == "h"                 ? 3600
                           : unit.empty() || unit == "d" ? 86'400
                           : unit == "w"                 ? 604'800
                                                         : 0;
    constexpr double longest = 200 * 366 * 86'400.0;
    if (seconds != 0 && amount->number * seconds <= longest)
      return static_cast<std::int64_t>(amount->number * seconds * 1e9);
  }
  return failure(ErrorKind::usage, "\"{}\" is no age such as 90d or 12h", text);
}

Result<double> parse_share(std::string_view text) {
  if (const auto amount = split_amount(text);
      amount && (amount->unit.empty() || amount->unit == "%")) {
    const double share = amount->unit == "%" ? amount->number / 100 : amount->number;
    if (share <= 1)
      return share;
  }
  return failure(ErrorKind::usage, "\"{}\" is no share such as 5% or 0.05", text);
}

}  // namespace noctis::cli
