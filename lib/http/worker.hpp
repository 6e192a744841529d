// A thread with an event loop and the connections that it serves.

#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <exception>
#include <functional>
#include <future>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "base/file.hpp"
#include "http/asio.hpp"
#include "http/connection.hpp"
#include "http/long_work_pool.hpp"
#include "http/server.hpp"
#include "http/service.hpp"

namespace noctis {

/// A socket that has been accepted.
struct Accepted {
  UniqueFd socket;
  int family = 0;       ///< AF_INET, AF_INET6 or AF_UNIX
  std::string address;  ///< the client's host
};

class Worker {
 public:
  /// All have to outlive it.  `failed` is called, on the worker's thread, should it end by an
  /// exception; join() returns that.
  Worker(const ServerLimits& limits, const ServiceFactory& factory, ExchangeObserver& observer,
         LongWorkPool& pool, std::function<void()> failed);
  /// Precondition: joined, if it was started.
  ~Worker() = default;
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// Returns when its Service has been made; throws what that throws.
  void start();

  /// These, and nothing else, are for any thread.
  void take(Accepted accepted);
  void drain();   ///< answers from now on are the last of their connections
  void finish();  ///< as drain(), and no more are to be taken
  [[nodiscard]] std::size_t connections() const noexcept { return connection_count_.load(); }

  /// Waits for the end of the last connection, after finish().
  [[nodiscard]] std::exception_ptr join();

 private:
  using Connections = std::list<ClientConnection>;

  void run(std::promise<void> ready);
  void welcome(Accepted accepted);
  void forget(Connections::iterator connection);
  void begin_to_drain();
  [[nodiscard]] bool is_done() const { return finishing_ && connections_.empty(); }
  void await_tick();
  void tick();

  const ServerLimits& limits_;
  const ServiceFactory& factory_;
  ExchangeObserver& observer_;
  LongWorkPool& pool_;
  std::function<void()> failed_;

  std::optional<WorkerShared> shared_ = {};  // outlives what waits in the loop
  asio::io_context context_{1};
  Timer timer_{context_.get_executor()};
  Clock::duration between_ticks_;
  Clock::time_point service_ticked_ = {};
  Connections connections_ = {};
  bool finishing_ = false;
  Clock::time_point drain_began_ = {};
  std::atomic<std::size_t> connection_count_ = 0;
  std::exception_ptr failure_ = {};
  std::thread thread_ = {};
};

}  // namespace noctis
