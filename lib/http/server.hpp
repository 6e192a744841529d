// The server: sockets, workers, connections and their patience.

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "base/result.hpp"
#include "http/service.hpp"

namespace noctis {

struct ServerLimits {
  std::size_t head_bytes = 8192;        ///< request line and header fields; beyond: 431, or 414
  std::size_t connections = 10'000;     ///< beyond: closed at once
  std::size_t waiting_long_work = 64;   ///< beyond: 503 with Retry-After
  std::chrono::seconds head_time{10};   ///< from a head's first byte to its last
  std::chrono::seconds idle_time{60};   ///< between requests
  std::chrono::seconds write_time{30};  ///< without progress
};

struct ServerOptions {
  unsigned workers = 0;    ///< threads with an event loop each; 0: one a core
  unsigned long_work = 0;  ///< threads for LongWork; 0: one a worker
  ServerLimits limits = {};
};

/// A listening socket.
struct Listener {
  UniqueFd socket;
  std::string
      name;  ///< "127.0.0.1:8001", "[::1]:8001", "unix:/run/noctis.sock": where it really is
  bool is_loopback = false;         ///< no other machine can reach it; a Unix socket is
  std::filesystem::path made = {};  ///< of a Unix socket that listen_on() made: to be removed again
};

/// "127.0.0.1:8001", "[::1]:0", "localhost:8001", ":8001" (every interface), "unix:PATH".  Fails
/// with usage where the text is none of these, busy where the address is taken, io otherwise.  A
/// Unix socket's file that nobody listens on any more is replaced; any other file is not.
[[nodiscard]] Result<std::vector<Listener>> listen_on(const std::string& address);

/// Those that systemd's socket activation hands over (sd_listen_fds(3)), and takes their variables
/// out of the environment; empty where there are none.
[[nodiscard]] Result<std::vector<Listener>> inherited_listeners();

/// Tells systemd how it stands, as sd_notify(3) does; nothing without NOTIFY_SOCKET.
void notify_service_manager(const std::string& state);

class Server {
 public:
  /// Raises the limit of open files as far as the connections need and it can be.  Throws Fatal.
  Server(std::vector<Listener> listeners, const ServerOptions& options, ServiceFactory factory,
         ExchangeObserver& observer);
  ~Server();

  /// Serves until stop(), then until what is in flight is answered.  Connections in the backlog are
  /// still accepted then; answers say `Connection: close`; what is idle for a second is closed.
  /// A Service that cannot be made throws here.
  void run();

  /// From any thread, and from a signal handler.
  void stop() noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace noctis
