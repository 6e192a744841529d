#include "http/ip_address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace noctis {

namespace {

constexpr std::size_t bytes_before_ipv4 = 12;

bool is_ipv4(const IpAddress& address) noexcept {
  return std::all_of(address.begin(), address.begin() + 10,
                     [](std::uint8_t byte) { return byte == 0; }) &&
         address[10] == 0xff && address[11] == 0xff;
}

}  // namespace

std::optional<IpAddress> ip_address_from(std::string_view text) noexcept {
  std::array<char, INET6_ADDRSTRLEN> terminated = {};
  if (text.size() >= terminated.size())
    return std::nullopt;
  std::copy(text.begin(), text.end(), terminated.begin());
  IpAddress address = {};
  if (text.find(':') != std::string_view::npos)
    return ::inet_pton(AF_INET6, terminated.data(), address.data()) == 1 ? std::optional(address)
                                                                         : std::nullopt;
  if (::inet_pton(AF_INET, terminated.data(), &address[bytes_before_ipv4]) != 1)
    return std::nullopt;
  address[10] = address[11] = 0xff;
  return address;
}

bool IpRange::contains(const IpAddress& address) const noexcept {
  for (unsigned bit = 0; bit < prefix; bit += 8) {
    const unsigned counting = std::min(prefix - bit, 8U);
    const auto mask = static_cast<std::uint8_t>(0xffU << (8 - counting));
    if (((first[bit / 8] ^ address[bit / 8]) & mask) != 0)
      return false;
  }
  return true;
}

std::optional<IpRange> ip_range_from(std::string_view text) noexcept {
  const std::size_t slash = std::min(text.find('/'), text.size());
  const auto first = ip_address_from(text.substr(0, slash));
  if (!first)
    return std::nullopt;
  if (slash == text.size())
    return IpRange{.first = *first};
  const bool is_short = text.substr(0, slash).find(':') == std::string_view::npos;
  const std::string_view digits = text.substr(slash + 1);
  unsigned prefix = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), prefix);
  if (error != std::errc() || end != digits.data() + digits.size() ||
      prefix > (is_short ? 32 : 128))
    return std::nullopt;
  return IpRange{.first = *first, .prefix = prefix + (is_short ? 96 : 0)};
}

std::string name_of_network(const IpAddress& address) {
  std::array<char, INET6_ADDRSTRLEN> text = {};
  if (is_ipv4(address)) {
    ::inet_ntop(AF_INET, &address[bytes_before_ipv4], text.data(), text.size());
    return text.data();
  }
  IpAddress network = {};
  std::copy_n(address.begin(), 8, network.begin());
  ::inet_ntop(AF_INET6, network.data(), text.data(), text.size());
  return std::string(text.data()) + "/64";
}

}  // namespace noctis
