// Addresses of sockets, as people write them.

#pragma once

#include <sys/socket.h>

#include <string>

#include "base/result.hpp"

namespace noctis {

struct SocketAddress {
  sockaddr_storage storage = {};
  socklen_t size = sizeof(sockaddr_storage);

  [[nodiscard]] const sockaddr* get() const noexcept {
    return reinterpret_cast<const sockaddr*>(&storage);
  }
  [[nodiscard]] sockaddr* get() noexcept { return reinterpret_cast<sockaddr*>(&storage); }
};

/// Where `socket` listens.  Fails with io.
[[nodiscard]] Result<SocketAddress> local_address(int socket);

/// "127.0.0.1", "::1", "fe80::1%eth0", "unix".  An IPv4 client of an IPv6 socket is "127.0.0.1"
/// too.
[[nodiscard]] std::string host_of(const SocketAddress& address);

/// "127.0.0.1:8001", "[::1]:8001", "unix:/run/noctis.sock".
[[nodiscard]] std::string text_of(const SocketAddress& address);

/// Whether no other machine can reach it.
[[nodiscard]] bool is_loopback(const SocketAddress& address) noexcept;

}  // namespace noctis
