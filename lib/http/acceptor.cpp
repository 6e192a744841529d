#include "http/acceptor.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <utility>

#include "base/result.hpp"
#include "http/socket_address.hpp"

namespace noctis {

namespace {

/// accept(2): errors of the one connection, which has gone again before it was accepted.
bool is_of_the_client(int error_number) noexcept {
  switch (error_number) {
    case EINTR:
    case ECONNABORTED:
    case EPERM:
    case EPROTO:
    case ENETDOWN:
    case ENOPROTOOPT:
    case EHOSTDOWN:
    case ENONET:
    case EHOSTUNREACH:
    case EOPNOTSUPP:
    case ENETUNREACH:
    case ETIMEDOUT:
      return true;
    default:
      return false;
  }
}

bool is_scarcity(int error_number) noexcept {
  return error_number == EMFILE || error_number == ENFILE || error_number == ENOBUFS ||
         error_number == ENOMEM;
}

enum class Backlog : bool { emptied, out_of_files };

Backlog accept_all(const Listener& listener, const std::function<void(Accepted)>& take) {
  for (;;) {
    SocketAddress address;
    UniqueFd socket{::accept4(listener.socket.get(), address.get(), &address.size,
                              SOCK_CLOEXEC | SOCK_NONBLOCK)};
    if (socket) {
      take({.socket = std::move(socket),
            .family = address.storage.ss_family,
            .address = host_of(address)});
      continue;
    }
    if (errno == EAGAIN || errno == EWOULDBLOCK)
      return Backlog::emptied;
    if (is_scarcity(errno))
      return Backlog::out_of_files;
    if (!is_of_the_client(errno))
      throw Fatal(system_error("cannot accept on " + listener.name, errno));
  }
}

}  // namespace

StopEvent::StopEvent() : event_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (!event_)
    throw Fatal(system_error("cannot make an eventfd", errno));
}

void StopEvent::set() const noexcept {
  const int kept = errno;  // a signal handler leaves it as it was
  const std::uint64_t one = 1;
  // It fails only where it is set already, 2^64 - 2 times.
  (void)!::write(event_.get(), &one, sizeof one);
  errno = kept;
}

void accept_until(const StopEvent& stop, const std::vector<Listener>& listeners,
                  const std::function<void(Accepted)>& take) {
  // Files are scarce for as long as somebody holds them: to ask again at once would only burn time.
  constexpr int pause_ms = 50;
  std::vector<pollfd> waiting{{.fd = stop.fd(), .events = POLLIN, .revents = 0}};
  for (const Listener& listener : listeners)
    waiting.push_back({.fd = listener.socket.get(), .events = POLLIN, .revents = 0});
  bool scarce = false;
  for (;;) {
    const int ready = ::poll(waiting.data(), scarce ? 1 : waiting.size(), scarce ? pause_ms : -1);
    if (ready < 0 && errno != EINTR)
      throw Fatal(system_error("cannot wait for clients", errno));
    if (ready < 0)
      continue;
    if (waiting.front().revents != 0)
      return;
    scarce = false;
    for (const Listener& listener : listeners)
      scarce |= accept_all(listener, take) == Backlog::out_of_files;
  }
}

void accept_last(std::vector<Listener>& listeners, const std::function<void(Accepted)>& take) {
  for (Listener& listener : listeners)
    listener.made.remove();
  for (const Listener& listener : listeners)
    accept_all(listener, take);
  listeners.clear();
}

}  // namespace noctis
