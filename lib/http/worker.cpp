#include "http/worker.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

namespace noctis {

namespace {

/// Coarse: a limit is kept to an eighth of it.
Clock::duration ticks_for(std::chrono::milliseconds shortest) {
  using namespace std::chrono_literals;
  return std::clamp<Clock::duration>(shortest / 8, 10ms, 1s);
}

}  // namespace

Worker::Worker(const ServerLimits& limits, const ServiceFactory& factory,
               ExchangeObserver& observer, LongWorkPool& pool, std::function<void()> failed)
    : limits_(limits),
      factory_(factory),
      observer_(observer),
      pool_(pool),
      failed_(std::move(failed)),
      // A farewell is cut at whatever tick comes next.
      between_ticks_(ticks_for(std::min({limits.head_time, limits.idle_time, limits.write_time}))) {
}

void Worker::start() {
  std::promise<void> ready;
  std::future<void> made = ready.get_future();
  thread_ = std::thread([this, mine = std::move(ready)]() mutable { run(std::move(mine)); });
  made.get();
}

std::exception_ptr Worker::join() {
  if (thread_.joinable())
    thread_.join();
  return failure_;
}

void Worker::run(std::promise<void> ready) {
  std::unique_ptr<Service> service;
  try {
    service = factory_();
    shared_.emplace(
        WorkerShared{.service = *service, .observer = observer_, .limits = limits_, .pool = pool_});
  } catch (...) {
    ready.set_exception(std::current_exception());
    return;
  }
  service_ticked_ = Clock::now();
  await_tick();
  ready.set_value();
  try {
    context_.run();
  } catch (...) {
    failure_ = std::current_exception();
    failed_();
  }
}

void Worker::take(Accepted accepted) {
  ++connection_count_;
  asio::post(context_,
             [this, taken = std::move(accepted)]() mutable { welcome(std::move(taken)); });
}

void Worker::welcome(Accepted accepted) {
  const bool is_local = accepted.family == AF_UNIX;
  const int on = 1;
  if (!is_local)  // an answer is not to wait for more of it; where it cannot be set, it does
    ::setsockopt(accepted.socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  Socket socket(context_.get_executor());
  error_code refused;
  const int fd = accepted.socket.release();
  socket.assign({accepted.family, is_local ? 0 : IPPROTO_TCP}, fd, refused);
  if (refused) {  // the kernel watches no more: closed, as beyond the limit of connections
    accepted.socket = UniqueFd{fd};
    --connection_count_;
    return;
  }
  connections_.emplace_front(*shared_, std::move(socket), std::move(accepted.address));
  if (shared_->draining)
    connections_.front().drain(drain_began_);
  const auto connection = connections_.begin();
  asio::co_spawn(context_.get_executor(), connection->serve(),
                 [this, connection](const std::exception_ptr& failure) {
                   forget(connection);
                   if (failure)
                     std::rethrow_exception(failure);
                 });
}

void Worker::forget(Connections::iterator connection) {
  connections_.erase(connection);
  --connection_count_;
  if (is_done())
    timer_.cancel();  // nothing is left for the loop to wait for
}

void Worker::drain() {
  asio::post(context_, [this] { begin_to_drain(); });
}

void Worker::finish() {
  asio::post(context_, [this] {
    finishing_ = true;
    begin_to_drain();
  });
}

void Worker::begin_to_drain() {
  timer_.cancel();  // a new one at the new pace, or none
  if (std::exchange(shared_->draining, true))
    return;
  between_ticks_ = std::min(between_ticks_, ticks_for(limits_.drain_idle_time));
  drain_began_ = Clock::now();
  for (ClientConnection& connection : connections_)
    connection.drain(drain_began_);
}

void Worker::await_tick() {
  timer_.expires_after(between_ticks_);
  timer_.async_wait([this](const error_code& /*cancelled*/) { tick(); });
}

void Worker::tick() {
  using namespace std::chrono_literals;
  if (is_done())
    return;
  const Clock::time_point now = Clock::now();
  for (ClientConnection& connection : connections_)
    connection.look_at_clock(now);
  if (now - service_ticked_ >= 1s) {
    service_ticked_ = now;
    shared_->service.tick();
  }
  await_tick();
}

}  // namespace noctis
