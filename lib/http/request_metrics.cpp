#include "http/request_metrics.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/core.h>

namespace noctis {

namespace {

// Quotients of whole numbers, so that each is the double its decimal text stands for.
constexpr std::array<double, 42> make_bounds() {
  constexpr std::array<std::int64_t, 6> steps = {10, 15, 20, 30, 50, 70};
  std::array<double, 42> bounds = {};
  std::int64_t decade = 1;
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    bounds[i] = static_cast<double>(steps[i % steps.size()] * decade) / 1e6;
    if (i % steps.size() == steps.size() - 1)
      decade *= 10;
  }
  return bounds;
}
constexpr auto all_bounds = make_bounds();

// Prometheus gets the bounds 1, 2 and 5 of each decade.
constexpr bool is_told(std::size_t bound) {
  const std::size_t step = bound % 6;
  return step == 0 || step == 2 || step == 4;
}

// The statuses that this server answers with, and 499 for clients that left before, counted one by
// one.
constexpr std::array<unsigned, 24> statuses = {200, 204, 304, 400, 401, 403, 404, 405,
                                               406, 408, 409, 413, 414, 417, 421, 422,
                                               429, 431, 499, 500, 501, 503, 505, 0};

std::size_t place_of(unsigned status) noexcept {
  const auto* const found = std::find(statuses.begin(), statuses.end() - 1, status);
  return static_cast<std::size_t>(found - statuses.begin());
}

double rounded(double value, double parts) {
  return std::round(value * parts) / parts;
}

json::object percentiles_of(const DurationHistogram::Counts& counts) {
  json::object object;
  for (const auto& [name, share] :
       {std::pair{"p50", 0.5}, {"p90", 0.9}, {"p95", 0.95}, {"p99", 0.99}})
    object[name] = rounded(counts.percentile(share), 1e6);
  return object;
}

std::string average_of(const DurationHistogram::Counts& counts) {
  const std::uint64_t total = counts.total();
  return fmt::format("{:.3f}s", total == 0 ? 0 : counts.sum_seconds / static_cast<double>(total));
}

}  // namespace

std::span<const double> DurationHistogram::bounds() noexcept {
  return all_bounds;
}

void DurationHistogram::add(std::chrono::steady_clock::duration duration) noexcept {
  const std::chrono::duration<double> seconds = duration;
  const auto* const bound = std::lower_bound(all_bounds.begin(), all_bounds.end(), seconds.count());
  in_[static_cast<std::size_t>(bound - all_bounds.begin())].fetch_add(1, std::memory_order_relaxed);
  const auto ns = std::chrono::duration_cast<std::chrono::nanoseconds>(duration).count();
  sum_ns_.fetch_add(static_cast<std::uint64_t>(std::max<std::int64_t>(ns, 0)),
                    std::memory_order_relaxed);
}

DurationHistogram::Counts DurationHistogram::counts() const {
  Counts counts;
  for (const auto& bucket : in_)
    counts.in.push_back(bucket.load(std::memory_order_relaxed));
  counts.sum_seconds = static_cast<double>(sum_ns_.load(std::memory_order_relaxed)) / 1e9;
  return counts;
}

std::uint64_t DurationHistogram::Counts::total() const noexcept {
  std::uint64_t sum = 0;
  for (const std::uint64_t count : in)
    sum += count;
  return sum;
}

double DurationHistogram::Counts::percentile(double share) const noexcept {
  const double wanted = share * static_cast<double>(total());
  double before = 0;
  for (std::size_t i = 0; i < in.size(); ++i) {
    const auto count = static_cast<double>(in[i]);
    if (count > 0 && before + count >= wanted) {
      const double low = i == 0 ? 0 : all_bounds[i - 1];
      const double high = i < all_bounds.size() ? all_bounds[i] : low;
      return low + (high - low) * (wanted - before) / count;
    }
    before += count;
  }
  return 0;
}

DurationHistogram::Counts& DurationHistogram::Counts::operator+=(const Counts& other) {
  in.resize(std::max(in.size(), other.in.size()));
  for (std::size_t i = 0; i < other.in.size(); ++i)
    in[i] += other.in[i];
  sum_seconds += other.sum_seconds;
  return *this;
}

struct RequestMetrics::OfRoute {
  explicit OfRoute(std::string route) : name(std::move(route)) {}

  std::string name;
  DurationHistogram durations = {};
  std::array<std::atomic<std::uint64_t>, statuses.size()> by_status = {};
  std::atomic<std::uint64_t> unfinished = 0;

  [[nodiscard]] std::uint64_t failed() const noexcept {
    std::uint64_t sum = unfinished.load(std::memory_order_relaxed);
    for (std::size_t i = 0; i < statuses.size(); ++i)
      if (statuses[i] >= 500)
        sum += by_status[i].load(std::memory_order_relaxed);
    return sum;
  }
};

RequestMetrics::RequestMetrics(const std::vector<std::string>& routes)
    : none_(std::make_unique<OfRoute>("none")) {
  auto names = routes;
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  for (auto& name : names)
    routes_.push_back(std::make_unique<OfRoute>(std::move(name)));
}

RequestMetrics::~RequestMetrics() = default;

RequestMetrics::OfRoute& RequestMetrics::of_route(std::string_view route) const noexcept {
  const auto found =
      std::lower_bound(routes_.begin(), routes_.end(), route,
                       [](const auto& each, std::string_view name) { return each->name < name; });
  return found != routes_.end() && (*found)->name == route ? **found : *none_;
}

void RequestMetrics::finished(const Exchange& exchange) noexcept {
  active_.fetch_sub(1, std::memory_order_relaxed);
  sent_bytes_.fetch_add(exchange.sent, std::memory_order_relaxed);
  OfRoute& route = of_route(exchange.response.route);
  route.durations.add(exchange.duration);
  // An answer that broke off counts as that alone, where it was not an error of ours already.
  if (!exchange.whole && exchange.response.status < 500)
    route.unfinished.fetch_add(1, std::memory_order_relaxed);
  route.by_status[place_of(exchange.response.status)].fetch_add(1, std::memory_order_relaxed);
}

json::object RequestMetrics::to_json() const {
  DurationHistogram::Counts all;
  std::uint64_t failed = 0;
  json::object routes;
  const auto add = [&](const OfRoute& route) {
    const auto counts = route.durations.counts();
    if (counts.total() == 0)
      return;
    all += counts;
    failed += route.failed();
    routes[route.name] = json::object{{"requests_total", counts.total()},
                                      {"requests_failed", route.failed()},
                                      {"avg_response_time", average_of(counts)},
                                      {"response_time", percentiles_of(counts)}};
  };
  for (const auto& route : routes_)
    add(*route);
  add(*none_);
  const std::uint64_t total = all.total();
  const double good = total == 0 ? 1 : 1 - static_cast<double>(failed) / static_cast<double>(total);
  return {{"requests_total", total},
          {"requests_failed", failed},
          {"active_requests", std::max<std::int64_t>(active_.load(std::memory_order_relaxed), 0)},
          {"avg_response_time", average_of(all)},
          {"success_rate", rounded(100 * good, 100)},
          {"response_time", percentiles_of(all)},
          {"routes", std::move(routes)}};
}

void RequestMetrics::add_to(MetricsText& text) const {
  std::vector<const OfRoute*> routes;
  for (const auto& route : routes_)
    routes.push_back(route.get());
  routes.push_back(none_.get());

  text.begin("noctis_http_requests_total", MetricType::counter, "Requests answered.");
  for (const OfRoute* const route : routes)
    for (std::size_t i = 0; i < statuses.size(); ++i)
      if (const auto count = route->by_status[i].load(std::memory_order_relaxed)) {
        const std::string status = statuses[i] == 0 ? "other" : fmt::format("{}", statuses[i]);
        text.add(count, {{"route", route->name}, {"status", status}});
      }
  text.begin("noctis_http_unfinished_total", MetricType::counter,
             "Answers that broke off: the client went, or took too long.");
  for (const OfRoute* const route : routes)
    if (const auto count = route->unfinished.load(std::memory_order_relaxed))
      text.add(count, {{"route", route->name}});

  std::vector<double> told;
  for (std::size_t i = 0; i < all_bounds.size(); ++i)
    if (is_told(i))
      told.push_back(all_bounds[i]);
  text.begin("noctis_http_request_duration_seconds", MetricType::histogram,
             "From the first byte of a request to the last of its answer.");
  for (const OfRoute* const route : routes) {
    const auto counts = route->durations.counts();
    if (counts.total() == 0)
      continue;
    MetricsText::Histogram histogram{.bounds = told, .sum = counts.sum_seconds};
    std::uint64_t not_longer = 0;
    for (std::size_t i = 0; i < counts.in.size(); ++i) {
      not_longer += counts.in[i];
      if (i < all_bounds.size() && is_told(i))
        histogram.not_above.push_back(not_longer);
    }
    histogram.count = not_longer;
    text.add(histogram, {{"route", route->name}});
  }
  text.begin("noctis_http_active_requests", MetricType::gauge, "Requests being answered.");
  text.add(static_cast<double>(std::max<std::int64_t>(active_.load(std::memory_order_relaxed), 0)));
  text.begin("noctis_http_sent_bytes_total", MetricType::counter, "Bytes of answers' bodies.");
  text.add(sent_bytes_.load(std::memory_order_relaxed));
}

}  // namespace noctis
