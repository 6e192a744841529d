#include "http/router.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

#include "base/text.hpp"

namespace noctis {

namespace {

bool is_name(std::string_view segment) noexcept {
  return segment.starts_with('{') && segment.ends_with('}');
}

// A few dozen routes: to compare them one by one costs less than a request's allocation.
std::optional<Captured> captured_by(std::string_view pattern,
                                    const std::vector<std::string_view>& path) {
  Captured captured;
  std::size_t index = 0;
  for (std::size_t begin = 0; begin <= pattern.size(); ++index) {
    const std::size_t end = std::min(pattern.find('/', begin), pattern.size());
    const std::string_view segment = pattern.substr(begin, end - begin);
    if (index == path.size())
      return std::nullopt;
    if (is_name(segment) && !path[index].empty())
      captured.emplace_back(path[index]);
    else if (segment != path[index])
      return std::nullopt;
    begin = end + 1;
  }
  if (index != path.size())
    return std::nullopt;
  return captured;
}

std::string allow_of(const std::vector<const Route*>& routes) {
  if (routes.empty())
    return {};
  std::string allow;
  for (const Method method : {Method::get, Method::post})
    if (std::any_of(routes.begin(), routes.end(),
                    [&](const Route* route) { return route->method == method; })) {
      allow += name_of(method);
      allow += method == Method::get ? ", HEAD, " : ", ";
    }
  return allow + "OPTIONS";
}

}  // namespace

void Router::add(Route route) {
  routes_.push_back(std::move(route));
}

Router::Match Router::find(Method method, std::string_view path) const {
  const Method wanted = method == Method::head ? Method::get : method;
  const auto segments = split(path, '/');
  std::vector<const Route*> on_path;
  for (const Route& route : routes_) {
    auto captured = captured_by(route.path, segments);
    if (!captured)
      continue;
    if (route.method == wanted)
      return {.route = &route, .captured = std::move(*captured)};
    on_path.push_back(&route);
  }
  return {.allow = allow_of(on_path)};
}

}  // namespace noctis
