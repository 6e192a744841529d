#include "http/accept.hpp"

#include <array>
#include <vector>

#include "base/text.hpp"
#include "http/header_list.hpp"

namespace noctis {

namespace {

constexpr int full_weight = 1000;

struct Weighted {
  std::string_view name;  // "text/*", "gzip"
  int weight = full_weight;
};

// In thousandths, of "1", "0.5", "1.000", ".2".  RFC 9110, 12.4.2.
std::optional<int> weight_from(std::string_view text) noexcept {
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string_view whole = text.substr(0, point);
  std::string_view fraction = text.substr(std::min(point + 1, text.size()));
  if ((whole != "0" && whole != "1" && !whole.empty()) || (whole.empty() && fraction.empty()) ||
      fraction.size() > 3)
    return std::nullopt;
  int weight = whole == "1" ? full_weight : 0;
  int unit = full_weight / 10;
  for (const char digit : fraction) {
    if (digit < '0' || digit > '9')
      return std::nullopt;
    weight += unit * (digit - '0');
    unit /= 10;
  }
  return weight <= full_weight ? std::optional(weight) : std::nullopt;
}

std::optional<Weighted> weighted_from(std::string_view element) {
  const auto parts = list_elements(element, ';');
  if (parts.empty() || element.front() == ';')
    return std::nullopt;
  Weighted weighted{.name = parts.front()};
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const std::size_t equals = parts[i].find('=');
    if (equals == std::string_view::npos ||
        !equal_ignoring_case(trim(parts[i].substr(0, equals)), "q"))
      continue;
    const auto weight = weight_from(trim(parts[i].substr(equals + 1)));
    if (!weight)
      return std::nullopt;
    weighted.weight = *weight;
    break;  // what follows belongs to no type (RFC 7231, 5.3.2)
  }
  return weighted;
}

bool is_range(std::string_view name) noexcept {
  const std::size_t slash = name.find('/');
  if (slash == std::string_view::npos)
    return name == "*";
  const std::string_view type = name.substr(0, slash);
  const std::string_view subtype = name.substr(slash + 1);
  return is_token(type) && is_token(subtype) && (type != "*" || subtype == "*");
}

// 0: not at all; else the closer the greater.
int closeness(std::string_view range, std::string_view offer) noexcept {
  if (range == "*" || range == "*/*")
    return 1;
  const std::size_t slash = range.find('/');
  if (range.substr(slash + 1) == "*")
    return equal_ignoring_case(range.substr(0, slash), offer.substr(0, offer.find('/'))) ? 2 : 0;
  return equal_ignoring_case(range, offer) ? 3 : 0;
}

int weight_of(std::string_view offer, const std::vector<Weighted>& ranges) noexcept {
  int closest = 0;
  int weight = 0;
  for (const Weighted& range : ranges)
    if (const int close = closeness(range.name, offer); close > closest) {
      closest = close;
      weight = range.weight;
    }
  return weight;
}

}  // namespace

std::optional<std::size_t> choose(std::optional<std::string_view> accept,
                                  std::span<const std::string_view> offers) {
  std::vector<Weighted> ranges;
  for (const std::string_view element : list_elements(accept.value_or(std::string_view()), ','))
    if (const auto range = weighted_from(element); range && is_range(range->name))
      ranges.push_back(*range);
  if (ranges.empty())
    return 0;
  std::optional<std::size_t> best;
  int best_weight = 0;
  for (std::size_t i = 0; i < offers.size(); ++i)
    if (const int weight = weight_of(offers[i], ranges); weight > best_weight) {
      best = i;
      best_weight = weight;
    }
  return best;
}

bool accepts_gzip(std::optional<std::string_view> accept_encoding) {
  std::optional<int> by_name;
  int by_star = 0;
  for (const std::string_view element :
       list_elements(accept_encoding.value_or(std::string_view()), ',')) {
    const auto coding = weighted_from(element);
    if (!coding)
      continue;
    // x-gzip is the same (RFC 9110, 8.4.1.3).
    if (equal_ignoring_case(coding->name, "gzip") || equal_ignoring_case(coding->name, "x-gzip"))
      by_name = coding->weight;
    else if (coding->name == "*")
      by_star = coding->weight;
  }
  return by_name.value_or(by_star) > 0;
}

}  // namespace noctis
