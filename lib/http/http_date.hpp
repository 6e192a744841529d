// The Date of answers, written once a second.

#pragma once

#include <ctime>
#include <string>
#include <string_view>

namespace noctis {

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7).
[[nodiscard]] std::string to_http_date(std::time_t seconds_since_epoch);

/// One a thread.
class HttpDate {
 public:
  /// Valid until the next call.
  [[nodiscard]] std::string_view now();

 private:
  std::time_t second_ = -1;
  std::string text_;
};

}  // namespace noctis
