// The server: sockets, workers, connections and their patience.

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "http/listener.hpp"
#include "http/service.hpp"
#include "http/service_manager.hpp"

namespace noctis {

struct ServerLimits {
  std::size_t head_bytes = 8192;       ///< request line and header fields; beyond: 431, or 414
  std::size_t connections = 10'000;    ///< beyond: closed at once
  std::size_t waiting_long_work = 64;  ///< beyond: 503 with Retry-After
  /// Bytes of large texts that wait, in one worker, for clients to read them, but those that
  /// answers share; beyond: 503 with Retry-After instead of one more.
  std::uint64_t unread_text = std::uint64_t{32} << 20;
  std::chrono::milliseconds head_time{10'000};       ///< from a head's first byte to its last
  std::chrono::milliseconds idle_time{60'000};       ///< between requests, and before the first
  std::chrono::milliseconds write_time{30'000};      ///< without progress
  std::chrono::milliseconds text_time{300'000};      ///< for all of a large text, shared or not
  std::chrono::milliseconds farewell_time{2'000};    ///< to read a last answer and close
  std::chrono::milliseconds drain_idle_time{1'000};  ///< between requests, once stop() was called
  /// From stop() to the end of all connections, but those whose LongWork has begun: that is
  /// finished.  What has not begun is answered 503 with Retry-After.
  std::chrono::milliseconds drain_time{25'000};
};

struct ServerOptions {
  unsigned workers = 0;    ///< threads with an event loop each; 0: one a core
  unsigned long_work = 0;  ///< threads for LongWork; 0: one a worker
  ServerLimits limits = {};
};

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
