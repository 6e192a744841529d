#include "http/token_cache.hpp"

namespace noctis {

std::optional<Caller> TokenCache::find(std::string_view token, std::int64_t now) {
  if (token.size() > longest_token)
    return std::nullopt;
  const auto found = known_.find(sha256(as_bytes(token)));
  if (found == known_.end())
    return std::nullopt;
  if (now < found->second.expires)
    return found->second.caller;
  known_.erase(found);
  return std::nullopt;
}

Result<Caller> TokenCache::verify(const TokenVerifier& verifier, std::string_view token,
                                  std::int64_t now) {
  const auto verified = verifier.verify(token, now);
  if (!verified)
    return failure(verified);
  make_room(now);
  known_.insert_or_assign(sha256(as_bytes(token)), *verified);
  return verified->caller;
}

// All go where none has expired: each costs one signature to know again.
void TokenCache::make_room(std::int64_t now) {
  if (known_.size() < capacity)
    return;
  std::erase_if(known_, [&](const auto& each) { return now >= each.second.expires; });
  if (known_.size() >= capacity)
    known_.clear();
}

}  // namespace noctis
