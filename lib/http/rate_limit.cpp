#include "http/rate_limit.hpp"

#include <algorithm>
#include <charconv>
#include <functional>

namespace noctis {

namespace {

constexpr std::uint32_t bursts = 2;  // periods whose requests may come at once

std::chrono::seconds whole_seconds(std::chrono::steady_clock::duration wait) noexcept {
  return std::max(std::chrono::ceil<std::chrono::seconds>(wait), std::chrono::seconds{1});
}

}  // namespace

std::optional<Rate> rate_from(std::string_view text) noexcept {
  constexpr std::uint32_t most = 1'000'000;
  Rate rate;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), rate.requests);
  if (error != std::errc() || rate.requests == 0 || rate.requests > most)
    return std::nullopt;
  const std::string_view period(end, static_cast<std::size_t>(text.data() + text.size() - end));
  if (period == "/s")
    rate.period = std::chrono::seconds{1};
  else if (period == "/min")
    rate.period = std::chrono::minutes{1};
  else if (period == "/h")
    rate.period = std::chrono::hours{1};
  else
    return std::nullopt;
  return rate;
}

RateLimit::RateLimit(const Rate& rate, std::size_t clients)
    : interval_(std::chrono::nanoseconds(rate.period) / rate.requests),
      patience_(interval_ * (std::int64_t{bursts} * rate.requests - 1)),
      capacity_(std::max<std::size_t>(clients / shards_.size(), 1)) {}

std::optional<std::chrono::seconds> RateLimit::turn_away(const std::string& client, Time now) {
  Shard& shard = shards_[std::hash<std::string>{}(client) % shards_.size()];
  const std::lock_guard lock(shard.mutex);
  auto found = shard.full_at.find(client);
  if (found == shard.full_at.end()) {
    if (!make_room(shard, now))
      return whole_seconds(shard.next_sweep - now);
    found = shard.full_at.emplace(client, now).first;
    shard.next_sweep = std::min(shard.next_sweep, now + interval_);
  }
  Time& full_at = found->second;
  if (full_at - now > patience_)
    return whole_seconds(full_at - now - patience_);
  full_at = std::max(full_at, now) + interval_;
  return std::nullopt;
}

// A sweep over active clients finds nothing, so there is none before one of them may be gone.
bool RateLimit::make_room(Shard& shard, Time now) const {
  if (shard.full_at.size() < capacity_)
    return true;
  if (now < shard.next_sweep)
    return false;
  std::erase_if(shard.full_at, [&](const auto& each) { return each.second <= now; });
  shard.next_sweep = Time::max();
  for (const auto& each : shard.full_at)
    shard.next_sweep = std::min(shard.next_sweep, each.second);
  return shard.full_at.size() < capacity_;
}

}  // namespace noctis
