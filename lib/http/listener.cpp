#include "http/listener.hpp"

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "http/socket_address.hpp"

namespace noctis {

namespace {

constexpr std::string_view unix_prefix = "unix:";

// The kernel cuts it down to net.core.somaxconn.
constexpr int backlog = 4096;

Error cannot_listen(const std::string& name, int error_number) {
  return system_error("cannot listen on " + name, error_number);
}

Result<UniqueFd> new_socket(int family, const std::string& name) {
  UniqueFd socket{::socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)};
  if (!socket)
    return tl::unexpected(cannot_listen(name, errno));
  return socket;
}

Result<Listener> listening(UniqueFd socket, const std::string& name) {
  if (::listen(socket.get(), backlog) != 0)
    return tl::unexpected(cannot_listen(name, errno));
  const auto address = local_address(socket.get());
  if (!address)
    return failure(address);
  return Listener{
      .socket = std::move(socket), .name = text_of(*address), .is_loopback = is_loopback(*address)};
}

/// Of the file at `path`, be it a link, with its device; zeroes where there is none.
std::pair<dev_t, ino_t> inode_at(const std::filesystem::path& path) noexcept {
  struct stat status = {};
  ::lstat(path.c_str(), &status);
  return {status.st_dev, status.st_ino};
}

/// Whether the file at `path` is a socket that nobody listens on.
bool is_stale(const std::string& path, const SocketAddress& address) {
  struct stat status = {};
  if (::lstat(path.c_str(), &status) != 0 || !S_ISSOCK(status.st_mode))
    return false;
  const UniqueFd probe{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)};
  return probe && ::connect(probe.get(), address.get(), address.size) != 0 && errno == ECONNREFUSED;
}

Result<std::vector<Listener>> listen_on_path(const std::string& path) {
  const std::string name = std::string(unix_prefix) + path;
  sockaddr_un local = {};
  local.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof local.sun_path)
    return failure(ErrorKind::usage, "a Unix socket's path has {} bytes, not 1 to {}", path.size(),
                   sizeof local.sun_path - 1);
  std::memcpy(static_cast<char*>(local.sun_path), path.data(), path.size());
  SocketAddress address{.size = static_cast<socklen_t>(sizeof local)};
  std::memcpy(&address.storage, &local, sizeof local);

  auto socket = new_socket(AF_UNIX, name);
  if (!socket)
    return failure(socket);
  const auto bound = [&] { return ::bind(socket->get(), address.get(), address.size) == 0; };
  if (!bound()) {
    const int why = errno;
    if (why != EADDRINUSE || !is_stale(path, address))
      return tl::unexpected(cannot_listen(name, why));
    if (::unlink(path.c_str()) != 0 || !bound())
      return tl::unexpected(cannot_listen(name, errno));
  }
  SocketFile made(path);
  auto listener = listening(*std::move(socket), name);
  if (!listener)
    return failure(listener);
  listener->made = std::move(made);
  std::vector<Listener> listeners;
  listeners.push_back(*std::move(listener));
  return listeners;
}

struct HostAndPort {
  std::string host;  ///< without brackets; empty: every interface
  std::string port;
};

std::optional<HostAndPort> host_and_port(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos)
    return std::nullopt;
  HostAndPort parts{text.substr(0, colon), text.substr(colon + 1)};
  const auto port = to_integer(parts.port);
  if (!port || *port < 0 || *port > 65535 ||
      parts.port.find_first_not_of("0123456789") != std::string::npos)
    return std::nullopt;
  const bool bracketed = parts.host.starts_with('[') && parts.host.ends_with(']');
  if (bracketed)
    parts.host = parts.host.substr(1, parts.host.size() - 2);
  if (bracketed != (parts.host.find(':') != std::string::npos))
    return std::nullopt;
  return parts;
}

/// No name is ever looked up: a server's address must not depend on who answers for names today.
std::optional<SocketAddress> numeric_address(const std::string& host, const std::string& port) {
  addrinfo hints = {};
  hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (::getaddrinfo(host.c_str(), port.c_str(), &hints, &found) != 0)
    return std::nullopt;
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(found, &::freeaddrinfo);
  SocketAddress address{.size = found->ai_addrlen};
  std::memcpy(&address.storage, found->ai_addr, found->ai_addrlen);
  return address;
}

/// `both`: an IPv6 socket takes IPv4 clients as well.
Result<Listener> listen_on_address(const SocketAddress& address, bool both) {
  const std::string name = text_of(address);
  auto socket = new_socket(address.storage.ss_family, name);
  if (!socket)
    return failure(socket);
  const int on = 1;
  const int only_v6 = both ? 0 : 1;
  const bool is_v6 = address.storage.ss_family == AF_INET6;
  if (::setsockopt(socket->get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
      (is_v6 &&
       ::setsockopt(socket->get(), IPPROTO_IPV6, IPV6_V6ONLY, &only_v6, sizeof only_v6) != 0) ||
      ::bind(socket->get(), address.get(), address.size) != 0)
    return tl::unexpected(cannot_listen(name, errno));
  return listening(*std::move(socket), name);
}

/// Whether this machine has IPv6 at all; containers often have not.
bool has_ipv6(const std::string& host) {
  const auto address = numeric_address(host, "0");
  return address && listen_on_address(*address, false).has_value();
}

tl::unexpected<Error> unknown(const std::string& text) {
  return failure(ErrorKind::usage, "{} is not ADDRESS:PORT, localhost:PORT, :PORT or unix:PATH",
                 escape_controls(text));
}

}  // namespace

SocketFile::SocketFile(std::filesystem::path path) noexcept
    : path_(std::move(path)), inode_(inode_at(path_)) {}

void SocketFile::remove() noexcept {
  if (!path_.empty() && inode_at(path_) == inode_)
    ::unlink(path_.c_str());
  path_.clear();
}

Result<std::vector<Listener>> listen_on(const std::string& text) {
  if (text.starts_with(unix_prefix))
    return listen_on_path(text.substr(unix_prefix.size()));
  auto parts = host_and_port(text);
  if (!parts)
    return unknown(text);
  std::vector<std::string> hosts{parts->host};
  if (parts->host == "localhost")
    hosts = has_ipv6("::1") ? std::vector<std::string>{"127.0.0.1", "::1"}
                            : std::vector<std::string>{"127.0.0.1"};
  else if (parts->host.empty())
    hosts = {has_ipv6("::") ? "::" : "0.0.0.0"};

  std::vector<Listener> listeners;
  for (const std::string& host : hosts) {
    const auto address = numeric_address(host, parts->port);
    if (!address)
      return unknown(text);
    auto listener = listen_on_address(*address, parts->host.empty());
    if (!listener)
      return failure(listener);
    parts->port = listener->name.substr(listener->name.rfind(':') + 1);  // what 0 became
    listeners.push_back(*std::move(listener));
  }
  return listeners;
}

Result<bool> is_loopback_address(const std::string& text) {
  if (text.starts_with(unix_prefix))
    return true;
  const auto parts = host_and_port(text);
  if (!parts)
    return unknown(text);
  if (parts->host.empty() || parts->host == "localhost")
    return !parts->host.empty();
  const auto address = numeric_address(parts->host, parts->port);
  if (!address)
    return unknown(text);
  return is_loopback(*address);
}

}  // namespace noctis
