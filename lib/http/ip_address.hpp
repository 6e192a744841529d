// Addresses of the internet, and ranges of them.

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace noctis {

/// In network order; one of IPv4 as IPv6 has it: ::ffff:192.0.2.1 (RFC 4291, 2.5.5.2).
using IpAddress = std::array<std::uint8_t, 16>;

/// "192.0.2.1", "2001:db8::1", "::ffff:192.0.2.1"; no brackets, port, zone or blanks.
[[nodiscard]] std::optional<IpAddress> ip_address_from(std::string_view text) noexcept;

struct IpRange {
  IpAddress first = {};
  unsigned prefix = 128;  ///< leading bits that count, 0..128; of IPv4 96 more than its own

  [[nodiscard]] bool contains(const IpAddress& address) const noexcept;
};

/// An address, or "192.0.2.0/24", "2001:db8::/32".
[[nodiscard]] std::optional<IpRange> ip_range_from(std::string_view text) noexcept;

/// "192.0.2.1"; of IPv6 the network that one client is given, "2001:db8:1:2::/64": it has more
/// addresses than anyone can count.
[[nodiscard]] std::string name_of_network(const IpAddress& address);

}  // namespace noctis
