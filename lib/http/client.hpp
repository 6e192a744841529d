// On whose account a request is.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "http/ip_address.hpp"
#include "http/request.hpp"

namespace noctis {

/// Who may say on whose behalf they ask.  Immutable: any number of threads at once.
class TrustedProxies {
 public:
  /// Nobody.
  TrustedProxies() = default;

  /// Addresses, ranges as "10.0.0.0/8", and "unix" for whoever comes by a Unix socket.  Fails with
  /// usage for anything else.
  static Result<TrustedProxies> make(const std::vector<std::string>& proxies);

  [[nodiscard]] bool contain(std::string_view address) const noexcept;

 private:
  std::vector<IpRange> ranges_;
  bool unix_ = false;
};

/// Where it comes from: the request's own address, or, where a trusted proxy has that, the last of
/// X-Forwarded-For that is no trusted proxy itself: what is before that, anyone can have written.
/// The nearest proxy's, where no address is found there.
[[nodiscard]] std::string address_of_client(const Request& request, const TrustedProxies& proxies);

/// Who pays for it: the subject of the token; else that address, as ip_address.hpp names its
/// network.
[[nodiscard]] std::string client_of(const Request& request, const TrustedProxies& proxies);

}  // namespace noctis
