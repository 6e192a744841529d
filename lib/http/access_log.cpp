#include "http/access_log.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <ctime>
#include <iterator>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "base/json.hpp"
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

double seconds_of(std::chrono::steady_clock::duration duration) noexcept {
  return std::chrono::duration<double>(duration).count();
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

std::string json_text(std::string_view text) {
  return json::serialize(json::string(to_valid_utf8(text)));
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
  fmt::memory_buffer line;
  const auto to = std::back_inserter(line);
  fmt::format_to(to, R"({{"type":"request","time":"{}","request_id":"{}","client":"{}")",
                 to_rfc3339(now_ns), request.id, told.client);
  if (!request.caller.subject.empty())
    fmt::format_to(to, R"(,"subject":{})", json_text(request.caller.subject));
  fmt::format_to(to, R"(,"method":"{}","path":"{}","route":"{}","status":{},"bytes":{})",
                 method_of(request), told.path, response.route, response.status, exchange.sent);
  fmt::format_to(to, R"(,"seconds":{:.6f})", seconds_of(exchange.duration));
  if (!exchange.whole)
    fmt::format_to(to, R"(,"whole":false)");
  if (!response.cause.empty())
    fmt::format_to(to, R"(,"cause":{})", json_text(response.cause));
  fmt::format_to(to, "}}\n");
  return fmt::to_string(line);
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

std::string PathForLog::operator()(std::string_view path) const {
  std::string told;
  for (const std::string_view segment : split(path, '/')) {
    if (!told.empty() || segment.data() != path.data())
      told += '/';
    if (is_id(segment) || is_address(segment) || words_.contains(std::string(segment)))
      told += segment;
    else
      told += '*';
  }
  return told;
}

std::string access_log_line(const Exchange& exchange, const PathForLog& path,
                            const TrustedProxies& proxies, AccessLogFormat format,
                            std::int64_t now_ns) {
  const Told told = {address_of_client(exchange.request, proxies), path(exchange.request.path)};
  return format == AccessLogFormat::json ? json_line(exchange, told, now_ns)
                                         : combined_line(exchange, told, now_ns);
}

}  // namespace noctis
