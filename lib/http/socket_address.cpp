#include "http/socket_address.hpp"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/un.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <string_view>

#include "base/file.hpp"

namespace noctis {

namespace {

// Copied out, not pointed into: sockaddr_storage is not an object of any of these types.
template <class T>
T as(const SocketAddress& address) noexcept {
  T value;
  std::memcpy(&value, &address.storage, sizeof value);
  return value;
}

bool is_mapped(const in6_addr& address) noexcept {
  return IN6_IS_ADDR_V4MAPPED(&address) != 0;
}

std::string unix_path(const SocketAddress& address) {
  const auto local = as<sockaddr_un>(address);
  const std::size_t before = offsetof(sockaddr_un, sun_path);
  if (address.size <= before)
    return {};
  const std::string_view path(local.sun_path, address.size - before);
  if (path.front() == '\0')
    return "@" + std::string(path.substr(1));  // an abstract one
  return std::string(path.substr(0, path.find('\0')));
}

unsigned port_of(const SocketAddress& address) noexcept {
  return ntohs(address.storage.ss_family == AF_INET6 ? as<sockaddr_in6>(address).sin6_port
                                                     : as<sockaddr_in>(address).sin_port);
}

}  // namespace

Result<SocketAddress> local_address(int socket) {
  SocketAddress address;
  if (::getsockname(socket, address.get(), &address.size) != 0)
    return tl::unexpected(system_error("cannot tell the address of a socket", errno));
  return address;
}

std::string host_of(const SocketAddress& address) {
  if (address.storage.ss_family == AF_UNIX)
    return "unix";
  std::array<char, NI_MAXHOST> host = {};
  if (address.storage.ss_family == AF_INET6 && is_mapped(as<sockaddr_in6>(address).sin6_addr)) {
    const in6_addr mapped = as<sockaddr_in6>(address).sin6_addr;
    ::inet_ntop(AF_INET, &mapped.s6_addr[12], host.data(), host.size());
    return host.data();
  }
  if (::getnameinfo(address.get(), address.size, host.data(), host.size(), nullptr, 0,
                    NI_NUMERICHOST) != 0)
    return "unknown";
  return host.data();
}

std::string text_of(const SocketAddress& address) {
  if (address.storage.ss_family == AF_UNIX)
    return "unix:" + unix_path(address);
  const std::string host = host_of(address);
  const bool bracketed = host.find(':') != std::string::npos;
  return fmt::format("{}{}{}:{}", bracketed ? "[" : "", host, bracketed ? "]" : "",
                     port_of(address));
}

bool is_loopback(const SocketAddress& address) noexcept {
  constexpr unsigned char loopback_net = 127;
  switch (address.storage.ss_family) {
    case AF_UNIX:
      return true;
    case AF_INET:
      return ntohl(as<sockaddr_in>(address).sin_addr.s_addr) >> 24 == loopback_net;
    case AF_INET6: {
      const in6_addr host = as<sockaddr_in6>(address).sin6_addr;
      return IN6_IS_ADDR_LOOPBACK(&host) != 0 ||
             (is_mapped(host) && host.s6_addr[12] == loopback_net);
    }
    default:
      return false;
  }
}

}  // namespace noctis
