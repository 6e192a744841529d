// Which pages of other origins may read the answers (the Fetch standard, "HTTP-CORS protocol").

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace noctis {

/// A browser's question before the request itself: OPTIONS with Origin and
/// Access-Control-Request-Method.
[[nodiscard]] bool is_preflight(const Request& request) noexcept;

/// Immutable: any number of threads at once.
class Cors {
 public:
  /// Exactly these origins, as browsers write them: "https://viewer.example.org",
  /// "http://localhost:3000".  Fails with usage for "*", "null" and what no browser would send.
  static Result<Cors> make(std::vector<std::string> origins);

  [[nodiscard]] bool allow(std::string_view origin) const noexcept;

  /// 204, or 403 where the origin is none of them.
  [[nodiscard]] Response preflight(const Request& request) const;

  /// Lets the page read the answer if its origin is one of them; others get nothing, and their
  /// browsers keep it from them.  No cookie is ever allowed: callers are known by their tokens.
  void dress(Response& response, const Request& request) const;

 private:
  explicit Cors(std::vector<std::string> origins);

  std::vector<std::string> origins_;
};

/// Names a header of the request on which the answer depends.
void add_vary(Response& response, std::string_view header);

}  // namespace noctis
