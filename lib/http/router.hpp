// From a method and a path to the function that answers.

#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "http/request.hpp"
#include "http/service.hpp"

namespace noctis {

/// What a caller must be allowed to.
enum class Access : std::uint8_t { open, read, admin };

/// What stood in the places of a route's {names}, in their order; none is empty.
using Captured = std::vector<std::string>;

struct Route {
  Method method = Method::get;  ///< a route for GET answers HEAD too
  std::string path = {};        ///< "/api/v1/dicom/images/{id}": a {name} stands for one segment
  Access access = Access::read;
  std::function<Answer(const Request&, const Captured&)> answer = {};
};

class Router {
 public:
  /// Precondition: no other route has this method and path.
  void add(Route route);

  struct Match {
    const Route* route = nullptr;  ///< null: none, for this path (404) or this method (405)
    Captured captured = {};
    std::string allow =
        {};  ///< "GET, HEAD, OPTIONS": what the path can be asked; empty: no such path
  };
  [[nodiscard]] Match find(Method method, std::string_view path) const;

  [[nodiscard]] const std::vector<Route>& routes() const noexcept { return routes_; }

 private:
  std::vector<Route> routes_;
};

}  // namespace noctis
