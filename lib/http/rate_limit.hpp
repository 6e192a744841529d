// How much one client may ask.

#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace noctis {

struct Rate {
  std::uint32_t requests = 1000;  ///< 1 to 1,000,000
  std::chrono::seconds period{60};

  bool operator==(const Rate&) const = default;
};

/// "1000/min", "20/s", "5000/h".  Nothing for anything else.
[[nodiscard]] std::optional<Rate> rate_from(std::string_view text) noexcept;

/// A bucket of tokens a client, in the form of the generic cell rate algorithm: it holds twice the
/// requests of a period, and fills at their rate.  A client whose bucket is full again is
/// forgotten. Where as many are remembered as can be, a new one is turned away.  Any number of
/// threads at once.
class RateLimit {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// `clients`: about how many are remembered at once, in an even spread; 100 bytes each.
  explicit RateLimit(const Rate& rate, std::size_t clients = 65'536);

  /// Nothing: go on; it is counted.  Else after how long to ask again, in whole seconds, 1 at
  /// least.
  [[nodiscard]] std::optional<std::chrono::seconds> turn_away(const std::string& client, Time now);

 private:
  struct Shard {
    std::mutex mutex;
    /// When each one's bucket would be full again.
    std::unordered_map<std::string, Time> full_at;
    Time next_sweep = Time::min();  // none of them is full before
  };
  bool make_room(Shard& shard, Time now) const;

  std::chrono::nanoseconds interval_;  // between two requests at the rate
  std::chrono::nanoseconds patience_;  // how far ahead of the rate a client may be
  std::size_t capacity_;               // of a shard
  std::array<Shard, 64> shards_;
};

}  // namespace noctis
