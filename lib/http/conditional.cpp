#include "http/conditional.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

#include "base/text.hpp"

namespace noctis {

namespace {

constexpr std::string_view weak = "W/";

std::string_view without_weakness(std::string_view tag) noexcept {
  if (tag.starts_with(weak))
    tag.remove_prefix(weak.size());
  return tag;
}

// With its quotes, without W/; taken off `text`.  Empty where there is none: a comma may stand
// inside one, a backslash means nothing there.
std::string_view take_tag(std::string_view& text) noexcept {
  text = without_weakness(text);
  const std::size_t end = text.starts_with('"') ? text.find('"', 1) : std::string_view::npos;
  if (end == std::string_view::npos)
    return {};
  const std::string_view tag = text.substr(0, end + 1);
  text.remove_prefix(end + 1);
  return tag;
}

}  // namespace

bool names_tag(std::string_view if_none_match, std::string_view etag) noexcept {
  std::string_view rest = trim(if_none_match);
  if (rest == "*")
    return true;
  const std::string_view wanted = without_weakness(etag);
  while (!rest.empty()) {
    const std::string_view tag = take_tag(rest);
    if (tag.empty())
      return false;
    if (tag == wanted)
      return true;
    rest = trim(rest);
    if (!rest.empty() && rest.front() != ',')
      return false;
    while (!rest.empty() && rest.front() == ',')
      rest = trim(rest.substr(1));
  }
  return false;
}

void make_not_modified(Response& response) {
  response.status = 304;
  response.content_type.clear();
  response.body = std::string();
  std::erase_if(response.headers,
                [](const auto& header) { return header.first == "Content-Encoding"; });
}

}  // namespace noctis
