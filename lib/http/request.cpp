#include "http/request.hpp"

#include <algorithm>

namespace noctis {

namespace {

std::optional<std::string_view> first_of(
    const std::vector<std::pair<std::string, std::string>>& pairs, std::string_view name) noexcept {
  const auto found = std::find_if(pairs.begin(), pairs.end(),
                                  [&](const auto& pair) { return pair.first == name; });
  if (found == pairs.end())
    return std::nullopt;
  return found->second;
}

}  // namespace

std::string_view name_of(Method method) noexcept {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::head:
      return "HEAD";
    case Method::post:
      return "POST";
    case Method::options:
      return "OPTIONS";
    case Method::other:
      return "";
  }
  return "";
}

std::optional<std::string_view> Request::header(std::string_view name) const noexcept {
  return first_of(headers, name);
}

std::optional<std::string_view> Request::parameter(std::string_view name) const noexcept {
  return first_of(query, name);
}

std::optional<std::string> Request::list(std::string_view name) const {
  std::optional<std::string> list;
  for (const auto& [field, value] : headers) {
    if (field != name)
      continue;
    if (list)
      *list += ", " + value;
    else
      list = value;
  }
  return list;
}

}  // namespace noctis
