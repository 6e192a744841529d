#include "http/server.hpp"

#include <pthread.h>
#include <signal.h>

#include <algorithm>
#include <exception>
#include <thread>
#include <utility>

#include "http/acceptor.hpp"
#include "http/long_work_pool.hpp"
#include "http/open_files.hpp"
#include "http/worker.hpp"

namespace noctis {

namespace {

/// Threads that start meanwhile get no signals: those that ask the process to do something are the
/// business of the thread that serves, and SIGPIPE, which sendfile(2) sends for every client that
/// has gone, nobody's.
class SignalsBlocked {
 public:
  SignalsBlocked() noexcept {
    sigset_t all;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~SignalsBlocked() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;

 private:
  sigset_t before_ = {};
};

unsigned or_one_a_core(unsigned threads) noexcept {
  return threads > 0 ? threads : std::max(std::thread::hardware_concurrency(), 1U);
}

using Workers = std::vector<std::unique_ptr<Worker>>;

/// To the worker that has the fewest.
void hand_on(Accepted accepted, const Workers& workers, std::size_t limit) {
  std::size_t all = 0;
  Worker* idlest = workers.front().get();
  for (const auto& worker : workers) {
    all += worker->connections();
    if (worker->connections() < idlest->connections())
      idlest = worker.get();
  }
  if (all < limit)
    idlest->take(std::move(accepted));
}

}  // namespace

struct Server::State {
  std::vector<Listener> listeners;
  ServerOptions options;
  ServiceFactory factory;
  ExchangeObserver& observer;
  StopEvent stop = {};
};

Server::Server(std::vector<Listener> listeners, const ServerOptions& options,
               ServiceFactory factory, ExchangeObserver& observer)
    : state_(std::make_unique<State>(
          State{std::move(listeners), options, std::move(factory), observer})) {
  state_->options.workers = or_one_a_core(options.workers);
  if (options.long_work == 0)
    state_->options.long_work = state_->options.workers;
  state_->options.limits.connections = raise_open_files(
      options.limits.connections, state_->options.workers + state_->options.long_work);
}

Server::~Server() = default;

void Server::run() {
  const ServerOptions& options = state_->options;
  Workers workers;  // outlive the pool, whose threads wake them
  std::exception_ptr failure;
  {
    std::optional<SignalsBlocked> blocked(std::in_place);
    LongWorkPool pool(options.long_work, options.limits.waiting_long_work);
    try {
      for (unsigned i = 0; i < options.workers; ++i) {
        workers.push_back(std::make_unique<Worker>(options.limits, state_->factory,
                                                   state_->observer, pool, [this] { stop(); }));
        workers.back()->start();
      }
      blocked.reset();
      const auto take = [&](Accepted accepted) {
        hand_on(std::move(accepted), workers, options.limits.connections);
      };
      accept_until(state_->stop, state_->listeners, take);
      for (const auto& worker : workers)
        worker->drain();
      accept_last(state_->listeners, take);
    } catch (...) {
      failure = std::current_exception();
    }
    for (const auto& worker : workers)
      worker->finish();
    for (const auto& worker : workers)
      if (const auto why = worker->join(); why && !failure)
        failure = why;
  }
  if (failure)
    std::rethrow_exception(failure);
}

void Server::stop() noexcept {
  state_->stop.set();
}

}  // namespace noctis
