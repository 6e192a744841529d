#include "http/access_log.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <ctime>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "base/time.hpp"

namespace noctis {

namespace {

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

// An integer or a UID (PS3.5 9.1): digits and dots.
bool is_id(std::string_view segment) noexcept {
  constexpr std::size_t longest = 64;
  return segment.size() <= longest && std::all_of(segment.begin(), segment.end(),
                                                  [](char c) { return is_digit(c) || c == '.'; });
}

bool is_address(std::string_view segment) noexcept {
  constexpr std::size_t digits = 64;
  return segment.size() == digits && std::all_of(segment.begin(), segment.end(), [](char c) {
           return is_digit(c) || (c >= 'a' && c <= 'f');
         });
}

// To the microsecond.
double rounded_seconds(std::chrono::steady_clock::duration duration) noexcept {
  return static_cast<double>(
             std::chrono::duration_cast<std::chrono::microseconds>(duration).count()) /
         1e6;
}

// In quotation marks and between blanks, nothing of the client's may end either.
std::string quoted(std::string_view text) {
  std::string safe;
  for (const char c : escape_controls(text.substr(0, 256)))
    safe += c == '"' ? std::string("\\x22") : std::string(1, c);
  return safe;
}

std::string or_dash(std::string_view text) {
  return text.empty() ? "-" : quoted(text);
}

std::string_view method_of(const Request& request) noexcept {
  return request.method == Method::other ? "other" : name_of(request.method);
}

// What of a request a line tells in words of ours.
struct Told {
  std::string client, path;
};

std::string json_line(const Exchange& exchange, const Told& told, std::int64_t now_ns) {
  const Request& request = exchange.request;
  const Response& response = exchange.response;
  JsonWriter line;
  line.begin_object();
  line.member("type", "request");
  line.member("time", to_rfc3339(now_ns));
  line.member("request_id", request.id);
  line.member("client", told.client);
  if (!request.caller.subject.empty())
    line.member("subject", request.caller.subject);
  line.member("method", method_of(request));
  line.member("path", told.path);
  line.member("route", response.route);
  line.member("status", response.status);
  line.member("bytes", exchange.sent);
  line.member("seconds", rounded_seconds(exchange.duration));
  if (!exchange.whole)
    line.member("whole", false);
  if (!response.cause.empty())
    line.member("cause", response.cause);
  line.end_object();
  return line.take() + '\n';
}

std::string combined_line(const Exchange& exchange, const Told& told, std::int64_t now_ns) {
  const Request& request = exchange.request;
  std::tm utc = {};
  const std::time_t seconds = now_ns / 1'000'000'000;
  ::gmtime_r(&seconds, &utc);
  return fmt::format("{} - {} [{:%d/%b/%Y:%H:%M:%S} +0000] \"{} {} HTTP/1.1\" {} {} \"-\" \"{}\"\n",
                     told.client, or_dash(request.caller.subject), utc, method_of(request),
                     or_dash(told.path), exchange.response.status, exchange.sent,
                     or_dash(request.header("user-agent").value_or("")));
}

}  // namespace

PathForLog::PathForLog(const std::vector<std::string>& routes) {
  for (const std::string& route : routes)
    for (const std::string_view segment : split(route, '/'))
      words_.emplace(segment);
}

std::string PathForLog::operator()(std::string_view path, bool is_of_route) const {
  std::string told;
  told.reserve(path.size());
  for (;;) {
    const std::string_view segment = path.substr(0, path.find('/'));
    const bool is_of_thing = is_of_route && (is_id(segment) || is_address(segment));
    if (segment.empty() || is_of_thing || words_.contains(segment))
      told += segment;
    else
      told += '*';
    if (segment.size() == path.size())
      return told;
    told += '/';
    path.remove_prefix(segment.size() + 1);
  }
}

std::string access_log_line(const Exchange& exchange, const PathForLog& path,
                            const TrustedProxies& proxies, AccessLogFormat format,
                            std::int64_t now_ns) {
  const Told told = {address_of_client(exchange.request, proxies),
                     path(exchange.request.path, !exchange.response.route.empty())};
  return format == AccessLogFormat::json ? json_line(exchange, told, now_ns)
                                         : combined_line(exchange, told, now_ns);
}

}  // namespace noctis
