// A server on a free port of this machine, what it answers, and what it told.

#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "http/raw_client.hpp"
#include "http/server.hpp"

namespace noctis::test {

/// What of an Exchange outlives it.
struct Told {
  unsigned status = 0;
  std::string id = {};
  std::string path = {};
  std::string cause = {};
  std::uint64_t sent = 0;
  bool whole = true;
  std::chrono::steady_clock::duration duration = {};
};

class Ledger final : public ExchangeObserver {
 public:
  void began() override {
    const std::lock_guard lock(mutex_);
    ++began_;
  }
  void finished(const Exchange& exchange) override {
    const std::lock_guard lock(mutex_);
    told_.push_back({exchange.response.status, exchange.request.id, exchange.request.path,
                     exchange.response.cause, exchange.sent, exchange.whole, exchange.duration});
    changed_.notify_all();
  }

  /// Waits for that many.
  std::vector<Told> told(std::size_t count) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, std::chrono::seconds(60), [&] { return told_.size() >= count; }))
      throw std::runtime_error("fewer were told");
    return told_;
  }
  std::size_t began_count() {
    const std::lock_guard lock(mutex_);
    return began_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t began_ = 0;
  std::vector<Told> told_;
};

using Handler = std::function<Answer(Request&)>;

class HandlerService final : public Service {
 public:
  explicit HandlerService(Handler handler) : handler_(std::move(handler)) {}
  Answer answer(Request& request) override { return handler_(request); }

 private:
  Handler handler_;
};

inline Response text(std::string body) {
  return {.content_type = "text/plain", .body = std::move(body)};
}

/// Answers every request with its path.
inline Answer echo(Request& request) {
  return text(request.path);
}

inline std::vector<Listener> listeners_on(const std::string& address) {
  auto listeners = listen_on(address);
  if (!listeners)
    throw std::runtime_error(listeners.error().what);
  return *std::move(listeners);
}

class RunningServer {
 public:
  explicit RunningServer(const Handler& handler, ServerLimits limits = {}, unsigned workers = 1,
                         const std::string& address = "127.0.0.1:0")
      : RunningServer([handler] { return std::make_unique<HandlerService>(handler); }, limits,
                      workers, address) {}
  RunningServer(const ServiceFactory& factory, ServerLimits limits, unsigned workers,
                const std::string& address) {
    auto listeners = listeners_on(address);
    name = listeners.front().name;
    server_ = std::make_unique<Server>(
        std::move(listeners), ServerOptions{.workers = workers, .long_work = 1, .limits = limits},
        factory, ledger);
  }
  ~RunningServer() { stop_and_wait(); }
  RunningServer(const RunningServer&) = delete;
  RunningServer& operator=(const RunningServer&) = delete;

  RunningServer& start() {
    thread_ = std::thread([this] { server_->run(); });
    return *this;
  }
  void stop() { server_->stop(); }
  void wait() {
    if (thread_.joinable())
      thread_.join();
  }
  void stop_and_wait() {
    stop();
    wait();
  }

  /// The next client is answered.
  [[nodiscard]] bool is_well() {
    const auto reply = Client(name).get("/well");
    return reply && reply->status == 200;
  }

  std::string name;  ///< of its one listener
  Ledger ledger;

 private:
  std::unique_ptr<Server> server_;
  std::thread thread_;
};

/// Limits that a test does not have to wait for.
inline ServerLimits quick(ServerLimits limits = {}) {
  limits.farewell_time = std::chrono::milliseconds(200);
  limits.drain_idle_time = std::chrono::milliseconds(50);
  return limits;
}

}  // namespace noctis::test
