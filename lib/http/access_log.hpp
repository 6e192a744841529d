// One line a request, without anything of a patient: no query, and of a path only what names a
// place of the API or is an identifier.

#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "http/client.hpp"
#include "http/service.hpp"

namespace noctis {

enum class AccessLogFormat : std::uint8_t {
  json,  ///< {"type":"request","time":…,"request_id":…,"client":…,"subject":…,"method":…,
         ///< "path":…,"route":…,"status":…,"bytes":…,"seconds":…}, and where they are: "cause",
         ///< "whole"
  combined,  ///< as web servers write it, Referer always "-"
};

/// What a path tells without telling of anybody: each segment that is a word of a route is kept,
/// and where a route was found, one that is an integer, a UID or 64 hexadecimal digits; any other
/// is
/// "*".  On a path that no route has, a number may be anybody's.
class PathForLog {
 public:
  /// `routes`: the templates whose segments are the words.
  explicit PathForLog(const std::vector<std::string>& routes);
  [[nodiscard]] std::string operator()(std::string_view path, bool is_of_route) const;

 private:
  std::set<std::string, std::less<>> words_;
};

/// The client is the address that `proxies` leave; a method that no route knows is "other".
[[nodiscard]] std::string access_log_line(const Exchange& exchange, const PathForLog& path,
                                          const TrustedProxies& proxies, AccessLogFormat format,
                                          std::int64_t now_ns);

}  // namespace noctis
