#include "http/request_metrics.hpp"

#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/core.h>

#include "base/metrics_text.hpp"

using namespace noctis;
using namespace std::chrono_literals;

namespace {

const std::vector<std::string> two_routes = {"/api/v1/ping", "/api/v1/dicom/images/{id}"};

void count(RequestMetrics& metrics, std::string_view route, unsigned status,
           std::chrono::steady_clock::duration duration, bool whole = true) {
  const Request request;
  Response response;
  response.status = status;
  response.route = route;
  metrics.began();
  metrics.finished({request, response, 100, whole, duration});
}

std::string text_of(const RequestMetrics& metrics) {
  MetricsText text;
  metrics.add_to(text);
  return text.text();
}

}  // namespace

TEST_SUITE("http/request_metrics") {
  TEST_CASE("a percentile lies between the two bounds around it") {
    DurationHistogram histogram;
    for (int i = 0; i < 99; ++i)
      histogram.add(25us);
    histogram.add(6ms);
    const auto counts = histogram.counts();
    CHECK(counts.total() == 100);
    CHECK(counts.sum_seconds == doctest::Approx(99 * 25e-6 + 6e-3));
    CHECK(counts.percentile(0.5) > 20e-6);
    CHECK(counts.percentile(0.5) <= 30e-6);
    CHECK(counts.percentile(0.99) <= 30e-6);
    CHECK(counts.percentile(0.995) > 5e-3);
    CHECK(counts.percentile(0.995) <= 7e-3);
    CHECK(DurationHistogram().counts().percentile(0.5) == 0);
  }

  TEST_CASE("what is as long as a bound counts below it, and a day beyond the last") {
    DurationHistogram histogram;
    histogram.add(10us);
    histogram.add(24h);
    const auto counts = histogram.counts();
    CHECK(counts.in.front() == 1);
    CHECK(counts.in.back() == 1);
    CHECK(counts.percentile(1) == DurationHistogram::bounds().back());
  }

  TEST_CASE("before the first request nothing failed and nothing took time") {
    const json::object none = RequestMetrics(two_routes).to_json();
    CHECK(none.at("requests_total").to_number<int>() == 0);
    CHECK(none.at("avg_response_time").as_string() == "0.000s");
    CHECK(none.at("success_rate").to_number<double>() == 100);
    CHECK(none.at("routes").as_object().empty());
  }

  TEST_CASE("a status of 500 and an answer that broke off have failed, one of 404 has not") {
    RequestMetrics metrics(two_routes);
    count(metrics, "/api/v1/ping", 200, 30ms);
    count(metrics, "/api/v1/ping", 500, 60ms, false);
    count(metrics, "/api/v1/dicom/images/{id}", 404, 45ms);
    count(metrics, "/api/v1/dicom/images/{id}", 200, 45ms, false);
    metrics.began();
    const json::object told = metrics.to_json();
    CHECK(told.at("requests_total").to_number<int>() == 4);
    CHECK(told.at("requests_failed").to_number<int>() == 2);
    CHECK(told.at("success_rate").to_number<double>() == 50);
    CHECK(told.at("active_requests").to_number<int>() == 1);
    CHECK(told.at("avg_response_time").as_string() == "0.045s");
    const auto& ping = told.at("routes").as_object().at("/api/v1/ping").as_object();
    CHECK(ping.at("requests_total").to_number<int>() == 2);
    CHECK(ping.at("requests_failed").to_number<int>() == 1);
  }

  TEST_CASE("a route that nobody announced counts as none, whatever its name is") {
    RequestMetrics metrics(two_routes);
    count(metrics, "", 404, 1ms);
    count(metrics, "/api/v1/DOE^JOHN", 404, 1ms);
    CHECK(text_of(metrics).find("noctis_http_requests_total{route=\"none\",status=\"404\"} 2\n") !=
          std::string::npos);
    CHECK(text_of(metrics).find("DOE") == std::string::npos);
  }

  TEST_CASE("each status that has words of its own is counted by its number") {
    RequestMetrics metrics(two_routes);
    constexpr unsigned teapot = 418;
    REQUIRE(reason_phrase(teapot) == "Unknown");
    for (unsigned status = 200; status < 600; ++status)
      if (status == teapot || reason_phrase(status) != "Unknown")
        count(metrics, two_routes[0], status, 1ms);
    const std::string text = text_of(metrics);
    for (unsigned status = 200; status < 600; ++status) {
      CAPTURE(status);
      const std::string label = fmt::format("status=\"{}\"}} 1\n", status);
      CHECK((text.find(label) != std::string::npos) == (reason_phrase(status) != "Unknown"));
    }
    CHECK(text.find("status=\"other\"} 1\n") != std::string::npos);
  }

  TEST_CASE("Prometheus gets bounds as people write them, and each holds those before") {
    RequestMetrics metrics(two_routes);
    count(metrics, "/api/v1/ping", 200, 15us);
    count(metrics, "/api/v1/ping", 200, 900ms);
    const std::string text = text_of(metrics);
    const std::string bucket =
        "noctis_http_request_duration_seconds_bucket{route=\"/api/v1/ping\",le=";
    for (const char* const line : {"\"1e-05\"} 0\n", "\"2e-05\"} 1\n", "\"0.005\"} 1\n",
                                   "\"0.5\"} 1\n", "\"1\"} 2\n", "\"50\"} 2\n", "\"+Inf\"} 2\n"}) {
      CAPTURE(line);
      CHECK(text.find(bucket + line) != std::string::npos);
    }
    CHECK(text.find("le=\"0.003\"") == std::string::npos);
    CHECK(text.find("noctis_http_sent_bytes_total 200\n") != std::string::npos);
  }

  TEST_CASE("nothing is lost when threads count at once") {
    RequestMetrics metrics(two_routes);
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
      threads.emplace_back([&] {
        for (int each = 0; each < 1000; ++each)
          count(metrics, "/api/v1/ping", 200, 1ms);
      });
    for (auto& thread : threads)
      thread.join();
    const json::object told = metrics.to_json();
    CHECK(told.at("requests_total").to_number<int>() == 4000);
    CHECK(told.at("active_requests").to_number<int>() == 0);
  }
}
