// What `serve` is asked for on the command line, and what follows from it.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "http/access_log.hpp"
#include "http/authentication.hpp"
#include "http/client.hpp"
#include "http/cors.hpp"
#include "http/host_names.hpp"
#include "http/rate_limit.hpp"
#include "http/server.hpp"

namespace CLI {  // NOLINT(readability-identifier-naming): theirs
class App;
}

namespace noctis::cli {

enum class AuthChoice : std::uint8_t { none, jwt };

struct ServeOptions {
  std::vector<std::string> listen;  ///< empty: 127.0.0.1:8001, unless sockets are inherited
  AuthChoice auth = AuthChoice::none;
  std::string jwt_secret_file, jwt_public_key, jwt_audience;
  std::vector<std::string> cors_origins;
  std::vector<std::string> host_names;
  std::vector<std::string> trusted_proxies;
  std::string rate_limit;  ///< "1000/min", "off"; empty: by where it listens
  bool allow_clear = false;
  std::string access_log = "-";  ///< a file, "-" or "off"
  AccessLogFormat access_log_format = AccessLogFormat::json;
  bool insecure = false;
};

void add_serve_options(CLI::App& serve, ServeOptions& options);

/// Who may ask, how often, and under which name.
struct ServeRules {
  std::optional<HostNames> hosts;  ///< nothing: any
  std::optional<Cors> cors;
  Authentication authentication;
  std::optional<Rate> rate;  ///< nothing: no limit
  TrustedProxies proxies;
};

/// `reachable`: an address that other machines can reach, of those that are listened to; nothing:
/// there is none.  Fails with ErrorKind::usage where the options contradict each other, where a key
/// cannot be used, and where others could read without being asked who they are: what listens to
/// more than loopback demands tokens, or --insecure.
[[nodiscard]] Result<ServeRules> rules_of(const ServeOptions& options,
                                          const std::optional<std::string>& reachable);

}  // namespace noctis::cli
