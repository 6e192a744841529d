// What a server did, counted: requests by route and status, how long they took, how many are being
// answered.

#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/metrics_text.hpp"
#include "http/service.hpp"

namespace noctis {

/// Counts by powers: 1, 1.5, 2, 3, 5 and 7 times 10 µs, 100 µs… up to 70 s, and what is longer.
/// Any number of threads.
class DurationHistogram {
 public:
  void add(std::chrono::steady_clock::duration duration) noexcept;

  /// What was counted up to some moment.
  struct Counts {
    std::vector<std::uint64_t>
        in;  ///< in[i]: those not longer than bounds()[i], but than the one before
    double sum_seconds = 0;
    [[nodiscard]] std::uint64_t total() const noexcept;
    /// Seconds that `share` (0..1) of them do not exceed, between the two bounds around it; 0 of
    /// none.
    [[nodiscard]] double percentile(double share) const noexcept;
    Counts& operator+=(const Counts& other);
  };
  [[nodiscard]] Counts counts() const;

  /// Seconds, rising.
  [[nodiscard]] static std::span<const double> bounds() noexcept;

 private:
  static constexpr std::size_t bucket_count = 42;
  std::array<std::atomic<std::uint64_t>, bucket_count + 1> in_ = {};
  std::atomic<std::uint64_t> sum_ns_ = 0;
};

/// All functions may be called by any number of threads.
class RequestMetrics {
 public:
  /// `routes`: the templates that answers may name; what names another is counted as "none".
  explicit RequestMetrics(const std::vector<std::string>& routes);
  ~RequestMetrics();

  void began() noexcept { active_.fetch_add(1, std::memory_order_relaxed); }
  void finished(const Exchange& exchange) noexcept;

  /// {requests_total, requests_failed, active_requests, avg_response_time: "0.045s", success_rate,
  /// response_time: {p50, p90, p95, p99}, routes: {…}}.  Failed: a status of 500 and above, or an
  /// answer that could not be sent whole; success_rate is the percentage of the others, 100 of
  /// none. Percentiles are seconds.
  [[nodiscard]] json::object to_json() const;

  /// noctis_http_requests_total{route,status}, noctis_http_request_duration_seconds{route},
  /// noctis_http_active_requests, noctis_http_sent_bytes_total, noctis_http_unfinished_total.
  void add_to(MetricsText& text) const;

 private:
  struct OfRoute;
  [[nodiscard]] OfRoute& of_route(std::string_view route) const noexcept;

  std::vector<std::unique_ptr<OfRoute>> routes_;  // sorted by name; "none" apart
  std::unique_ptr<OfRoute> none_;
  std::atomic<std::int64_t> active_ = 0;
  std::atomic<std::uint64_t> sent_bytes_ = 0;
};

}  // namespace noctis
