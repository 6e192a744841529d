#include "http/client.hpp"

#include <algorithm>

#include "http/header_list.hpp"

namespace noctis {

namespace {

constexpr std::string_view unix_peer = "unix";

}  // namespace

Result<TrustedProxies> TrustedProxies::make(const std::vector<std::string>& proxies) {
  TrustedProxies trusted;
  for (const std::string& text : proxies) {
    const auto range = ip_range_from(text);
    if (range)
      trusted.ranges_.push_back(*range);
    else if (text == unix_peer)
      trusted.unix_ = true;
    else
      return failure(ErrorKind::usage,
                     "\"{}\" is no address, no range such as 10.0.0.0/8, and not unix", text);
  }
  return trusted;
}

bool TrustedProxies::contain(std::string_view address) const noexcept {
  if (address == unix_peer)
    return unix_;
  if (ranges_.empty())
    return false;
  const auto parsed = ip_address_from(address);
  return parsed && std::any_of(ranges_.begin(), ranges_.end(),
                               [&](const IpRange& range) { return range.contains(*parsed); });
}

std::string address_of_client(const Request& request, const TrustedProxies& proxies) {
  std::string address = request.address;
  if (proxies.contain(address)) {
    const std::string hops = request.list("x-forwarded-for").value_or("");
    const auto elements = list_elements(hops, ',');
    for (auto hop = elements.rbegin(); hop != elements.rend() && ip_address_from(*hop); ++hop) {
      address = *hop;
      if (!proxies.contain(address))
        break;
    }
  }
  return address;
}

std::string client_of(const Request& request, const TrustedProxies& proxies) {
  if (!request.caller.subject.empty())
    return "token " + request.caller.subject;
  std::string address = address_of_client(request, proxies);
  // IPv4 has one way to be written.
  const auto parsed =
      address.find(':') == std::string::npos ? std::nullopt : ip_address_from(address);
  return parsed ? name_of_network(*parsed) : address;
}

}  // namespace noctis
