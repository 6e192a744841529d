// All that stands between a request and the route that answers it, and between its answer and the
// client.

#pragma once

#include <functional>
#include <optional>

#include "http/authentication.hpp"
#include "http/client.hpp"
#include "http/compression.hpp"
#include "http/cors.hpp"
#include "http/host_names.hpp"
#include "http/rate_limit.hpp"
#include "http/router.hpp"
#include "http/service.hpp"
#include "http/token_cache.hpp"

namespace noctis {

/// What all workers share.  Null: none of it, and no time spent.  What they point to lives longer
/// than the server.
struct SiteParts {
  const HostNames* hosts = nullptr;  ///< null: any
  const Cors* cors = nullptr;
  const Authentication* authentication = nullptr;  ///< null: as Authentication()
  RateLimit* rate_limit = nullptr;
  const TrustedProxies* proxies = nullptr;
};

/// In this order: the host (421), preflights of browsers, how often somebody asks (429), who (401),
/// the route (404, 405, or 204 to OPTIONS), whether they may (401, 403), and then the route's
/// answer. All of them are dressed, those that take long as well.
class Site : public Service {
 public:
  /// `tick` may be empty.
  Site(Router router, const SiteParts& parts, std::function<void()> tick = {});

  [[nodiscard]] Answer answer(Request& request) override;
  void dress(Response& response, const Request& request) override;
  void tick() override;

 private:
  [[nodiscard]] std::optional<Response> refused(Request& request);
  [[nodiscard]] std::optional<Response> turned_away(const Request& request) const;
  [[nodiscard]] Answer routed(const Request& request) const;

  Router router_;
  SiteParts parts_;
  std::function<void()> tick_;
  TokenCache tokens_;
  Gzip gzip_;
};

}  // namespace noctis
