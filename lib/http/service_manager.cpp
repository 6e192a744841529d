#include "http/service_manager.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "http/socket_address.hpp"

namespace noctis {

namespace {

constexpr int first_inherited = 3;
constexpr std::int64_t most_inherited = 64;

std::optional<std::string> taken_from_environment(const char* name) {
  const char* const value = ::getenv(name);
  if (value == nullptr)
    return std::nullopt;
  std::string text = value;
  ::unsetenv(name);
  return text;
}

/// Whether the socket option, a flag or a number, is `wanted`.
bool has_option(int socket, int option, int wanted) noexcept {
  int value = 0;
  socklen_t size = sizeof value;
  return ::getsockopt(socket, SOL_SOCKET, option, &value, &size) == 0 && value == wanted;
}

Result<Listener> inherited(int fd) {
  if (!has_option(fd, SO_TYPE, SOCK_STREAM) || !has_option(fd, SO_ACCEPTCONN, 1))
    return failure(ErrorKind::usage, "file descriptor {} is not a listening stream socket", fd);
  const int flags = ::fcntl(fd, F_GETFL);
  if (flags < 0 || ::fcntl(fd, F_SETFL, flags | O_NONBLOCK) != 0 ||
      ::fcntl(fd, F_SETFD, FD_CLOEXEC) != 0)
    return tl::unexpected(system_error("cannot use an inherited socket", errno));
  const auto address = local_address(fd);
  if (!address)
    return failure(address);
  return Listener{
      .socket = UniqueFd{fd}, .name = text_of(*address), .is_loopback = is_loopback(*address)};
}

}  // namespace

Result<std::vector<Listener>> inherited_listeners() {
  const auto process = taken_from_environment("LISTEN_PID");
  const auto count = taken_from_environment("LISTEN_FDS");
  taken_from_environment("LISTEN_FDNAMES");
  std::vector<Listener> listeners;
  if (!process || !count || to_integer(*process) != std::int64_t{::getpid()})
    return listeners;  // another process' that this one has inherited the variables of
  const auto wanted = to_integer(*count);
  if (!wanted || *wanted < 0 || *wanted > most_inherited)
    return failure(ErrorKind::usage, "LISTEN_FDS is {}", escape_controls(*count));
  for (int i = 0; i < static_cast<int>(*wanted); ++i) {
    auto listener = inherited(first_inherited + i);
    if (!listener)
      return failure(listener);
    listeners.push_back(*std::move(listener));
  }
  return listeners;
}

void notify_service_manager(const std::string& state) {
  const char* const value = ::getenv("NOTIFY_SOCKET");
  if (value == nullptr)
    return;
  const std::string_view path = value;
  sockaddr_un manager = {};
  manager.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof manager.sun_path)
    return;
  auto* const place = static_cast<char*>(manager.sun_path);
  std::copy(path.begin(), path.end(), place);
  if (path.front() == '@')
    *place = '\0';  // an abstract socket
  const UniqueFd socket{::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
  if (!socket)
    return;
  // sd_notify(3): "it is generally recommended to ignore the return value": a service works as well
  // when nobody is told of it.
  SocketAddress address{.size =
                            static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size())};
  std::memcpy(&address.storage, &manager, sizeof manager);
  (void)::sendto(socket.get(), state.data(), state.size(), MSG_NOSIGNAL, address.get(),
                 address.size);
}

}  // namespace noctis
