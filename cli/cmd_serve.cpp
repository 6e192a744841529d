// noctis serve: answer the REST routes from a store, read-only, until a signal comes.

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include "base/counted.hpp"
#include "base/json.hpp"
#include "base/memory.hpp"
#include "base/time.hpp"
#include "cli/command.hpp"
#include "cli/serve_options.hpp"
#include "cli/signal_watch.hpp"
#include "http/access_log.hpp"
#include "http/log_writer.hpp"
#include "http/request_metrics.hpp"
#include "http/server.hpp"
#include "http/site.hpp"
#include "rest/routes.hpp"
#include "store/index.hpp"

namespace noctis::cli {

namespace {

// Counts every exchange, and writes a line of it.
class Observer final : public ExchangeObserver {
 public:
  Observer(const std::vector<std::string>& routes, const TrustedProxies& proxies,
           AccessLogFormat format, LogWriter* log)
      : metrics_(routes), path_(routes), proxies_(proxies), format_(format), log_(log) {}

  void began() override { metrics_.began(); }
  void finished(const Exchange& exchange) override {
    metrics_.finished(exchange);
    if (log_ != nullptr)
      log_->add(access_log_line(exchange, path_, proxies_, format_, now_ns()));
  }

  [[nodiscard]] const RequestMetrics& metrics() const noexcept { return metrics_; }

 private:
  RequestMetrics metrics_;
  PathForLog path_;
  const TrustedProxies& proxies_;
  AccessLogFormat format_;
  LogWriter* log_;  // null: no log
};

// Where it will listen; nothing is bound yet.  What was inherited stays beside what is named: its
// clients could connect all the same, and would wait for ever.
struct Places {
  std::vector<Listener> inherited;
  std::vector<std::string> addresses;
};

Result<Places> places_of(const ServeOptions& options) {
  auto inherited = inherited_listeners();
  if (!inherited)
    return failure(inherited);
  Places places{std::move(*inherited), options.listen};
  if (places.addresses.empty() && places.inherited.empty())
    places.addresses.emplace_back("127.0.0.1:8001");
  return places;
}

// One that other machines can reach, if there is any.
Result<std::optional<std::string>> reachable_among(const Places& places) {
  for (const Listener& listener : places.inherited)
    if (!listener.is_loopback)
      return std::optional(listener.name);
  for (const std::string& address : places.addresses) {
    const auto is_loopback = is_loopback_address(address);
    if (!is_loopback)
      return failure(is_loopback);
    if (!*is_loopback)
      return std::optional(address);
  }
  return std::optional<std::string>();
}

Result<std::vector<Listener>> listen(Places places) {
  std::vector<Listener> listeners = std::move(places.inherited);
  for (const std::string& address : places.addresses) {
    auto more = listen_on(address);
    if (!more)
      return more;
    std::move(more->begin(), more->end(), std::back_inserter(listeners));
  }
  return listeners;
}

Result<std::unique_ptr<LogWriter>> access_log_of(const ServeOptions& options) {
  if (options.access_log == "off")
    return std::unique_ptr<LogWriter>();
  return LogWriter::open(options.access_log,
                         [](const std::string& what) { complain_in_passing(what); });
}

void tell_progress(const RequestMetrics& metrics) {
  const json::object told = metrics.to_json();
  complain_in_passing(
      fmt::format("{}, {} failed, {} being answered",
                  counted(told.at("requests_total").to_number<std::uint64_t>(), "request"),
                  told.at("requests_failed").to_number<std::uint64_t>(),
                  told.at("active_requests").to_number<std::int64_t>()));
}

// Serves on a thread of its own, so that this one can meet signals.
ExitCode serve_until_stopped(Server& server, SignalWatch& signals) {
  std::exception_ptr failed;
  std::atomic<bool> is_over = false;
  std::thread serving([&] {
    try {
      server.run();
    } catch (...) {
      failed = std::current_exception();
    }
    is_over = true;
  });
  bool is_stopping = false;
  while (!is_over) {
    signals.wait(std::chrono::milliseconds{100});
    if (!is_stopping && signals.token().stop_requested()) {
      is_stopping = true;
      notify_service_manager("STOPPING=1");
      server.stop();
    }
  }
  serving.join();
  if (failed)
    std::rethrow_exception(failed);
  // To be told to stop is how a server's work is done; Ctrl-C keeps its own status.
  return signals.exit_code() == ExitCode::interrupted ? ExitCode::interrupted : ExitCode::done;
}

ExitCode run_serve(const ServeOptions& options, const Globals& globals) {
  keep_freed_memory(std::size_t{4} << 20);
  require_store(globals);
  (void)Index::open(globals.store);  // what is wrong with it is said now, not to the first client
  auto places = places_of(options);
  if (!places)
    return fail(places.error());
  const auto reachable = reachable_among(*places);
  if (!reachable)
    return fail(reachable.error());
  // Before anything is bound: a refusal leaves no socket behind, and takes no other's away.
  const auto rules = rules_of(options, *reachable);
  if (!rules)
    return fail(rules.error());
  auto listeners = listen(std::move(*places));
  if (!listeners)
    return fail(listeners.error());

  // Before there is another thread, which would meet the signals in its stead.
  std::unique_ptr<LogWriter> log;
  std::unique_ptr<Observer> observer;
  SignalWatch signals([&] { tell_progress(observer->metrics()); },
                      [&] {
                        if (log)
                          log->reopen();
                      });
  auto opened = access_log_of(options);
  if (!opened)  // said where a signal can end a complaint that nobody reads
    throw Fatal(opened.error());
  log = std::move(*opened);
  observer = std::make_unique<Observer>(route_paths(), rules->proxies, options.access_log_format,
                                        log.get());
  const auto shared = share({.store = globals.store,
                             .presets = globals.presets,
                             .version = NOCTIS_VERSION,
                             .allow_clear = options.allow_clear,
                             .snapshot = std::chrono::milliseconds{50},
                             .requests = &observer->metrics()});
  std::optional<RateLimit> rate_limit;
  if (rules->rate)
    rate_limit.emplace(*rules->rate);
  const SiteParts site{.hosts = rules->hosts ? &*rules->hosts : nullptr,
                       .cors = rules->cors ? &*rules->cors : nullptr,
                       .authentication = &rules->authentication,
                       .rate_limit = rate_limit ? &*rate_limit : nullptr,
                       .proxies = &rules->proxies};
  if (!globals.quiet)
    for (const Listener& listener : *listeners)
      complain_in_passing("listening on " + (listener.name.starts_with("unix:")
                                                 ? listener.name
                                                 : "http://" + listener.name));
  Server server(
      std::move(*listeners), {.workers = globals.jobs},
      [&] {
        auto routes = make_routes(shared);
        return std::make_unique<Site>(std::move(routes.router), site, std::move(routes.tick));
      },
      *observer);
  notify_service_manager("READY=1");
  return serve_until_stopped(server, signals);
}

}  // namespace

void add_serve(CLI::App& app, const Globals& globals, Job& job) {
  auto options = std::make_shared<ServeOptions>();
  CLI::App* serve = app.add_subcommand("serve", "Answer the REST routes from the store");
  add_serve_options(*serve, *options);
  serve->callback([options, &globals, &job] {
    job = [options, &globals] { return run_serve(*options, globals); };
  });
}

}  // namespace noctis::cli
