#include "store/study_query.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/base64.hpp"
#include "base/digest.hpp"
#include "base/text.hpp"

namespace noctis {

namespace {

constexpr std::array<std::pair<std::string_view, StudySort>, 4> names_of_sorts{{
    {"date", StudySort::date},
    {"name", StudySort::name},
    {"patient_id", StudySort::patient_id},
    {"id", StudySort::id},
}};

std::string text_of(const StudyOrder& order) {
  const auto* const found = std::ranges::find_if(
      names_of_sorts, [&](const auto& each) { return each.second == order.by; });
  return (order.descending ? "-" : "") + std::string(found->first);
}

// RFC 4648, section 5, without padding: it needs no escapes in a URL.
std::string to_url_base64(std::string_view bytes) {
  std::string text = to_base64(bytes);
  std::ranges::replace(text, '+', '-');
  std::ranges::replace(text, '/', '_');
  text.erase(std::min(text.find('='), text.size()));
  return text;
}

std::optional<std::string> from_url_base64(std::string_view url_text) {
  if (url_text.find_first_of("+/=") != std::string_view::npos)
    return std::nullopt;
  std::string text(url_text);
  std::ranges::replace(text, '-', '+');
  std::ranges::replace(text, '_', '/');
  text.append((4 - text.size() % 4) % 4, '=');
  return from_base64(text);
}

// So that a cursor that was cut or patched is refused, not obeyed.
constexpr std::size_t check_bytes = 6;
std::string check_of(std::string_view content) {
  Sha256 hash;
  hash.add("noctis study cursor\n");
  hash.add(content);
  const Digest digest = hash.finish();
  return {digest.begin(), digest.begin() + check_bytes};
}

}  // namespace

Result<StudyOrder> parse_study_order(std::string_view text) {
  const bool descending = text.starts_with('-');
  const std::string_view name = text.substr(descending ? 1 : 0);
  const auto* const found =
      std::ranges::find_if(names_of_sorts, [&](const auto& each) { return each.first == name; });
  if (found == names_of_sorts.end())
    return failure(ErrorKind::usage,
                   "sort is \"{}\", not date, name, patient_id or id, nor one of them after a '-'",
                   text);
  return StudyOrder{found->second, descending};
}

std::string to_text(const StudyCursor& cursor) {
  const std::string content = fmt::format("{}\n{}\n{}{}", text_of(cursor.order), cursor.id,
                                          cursor.key ? "=" : "", cursor.key.value_or(""));
  return to_url_base64(check_of(content) + content);
}

Result<StudyCursor> parse_study_cursor(std::string_view text) {
  const tl::unexpected<Error> refusal = failure(ErrorKind::usage, "cursor is not one of ours");
  const auto bytes = from_url_base64(text);
  if (!bytes || bytes->size() < check_bytes)
    return refusal;
  const std::string_view content = std::string_view(*bytes).substr(check_bytes);
  if (bytes->substr(0, check_bytes) != check_of(content))
    return refusal;
  const std::size_t first = content.find('\n');
  const std::size_t second = content.find('\n', first + 1);
  if (first == std::string_view::npos || second == std::string_view::npos)
    return refusal;
  const auto order = parse_study_order(content.substr(0, first));
  const auto id = to_integer(content.substr(first + 1, second - first - 1));
  if (!order || !id)
    return refusal;
  StudyCursor cursor{.order = *order, .key = std::nullopt, .id = *id};
  if (const std::string_view key = content.substr(second + 1); !key.empty())
    cursor.key = std::string(key.substr(1));
  return cursor;
}

}  // namespace noctis
