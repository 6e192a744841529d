#include "http/claim_set.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/base64.hpp"
#include "base/text.hpp"

namespace noctis {

namespace {

// Of a text that is known to be a JSON object: a colon outside of strings belongs to a member.
std::size_t count_members(std::string_view object) noexcept {
  std::size_t members = 0;
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < object.size(); ++i) {
    const char c = object[i];
    if (c == '"')
      quoted = !quoted;
    else if (quoted && c == '\\')
      ++i;
    else if (!quoted && (c == '{' || c == '['))
      ++depth;
    else if (!quoted && (c == '}' || c == ']'))
      --depth;
    else if (!quoted && c == ':' && depth == 1)
      ++members;
  }
  return members;
}

}  // namespace

std::optional<std::string> from_base64url(std::string_view text) {
  if (text.find_first_of("+/=") != std::string_view::npos)
    return std::nullopt;
  std::string padded(text);
  std::replace(padded.begin(), padded.end(), '-', '+');
  std::replace(padded.begin(), padded.end(), '_', '/');
  padded.append((4 - padded.size() % 4) % 4, '=');
  auto bytes = from_base64(padded);
  if (!bytes || to_base64(*bytes) != padded)
    return std::nullopt;
  return bytes;
}

Result<json::object> parse_claim_set(std::string_view text) {
  auto value = parse_json(text);
  if (!value)
    return failure(value);
  if (!value->is_object())
    return failure(ErrorKind::malformed, "not a JSON object");
  if (count_members(text) != value->get_object().size())
    return failure(ErrorKind::malformed, "a name stands twice");
  return std::move(value->get_object());
}

}  // namespace noctis
