#include "http/token_cache.hpp"

namespace noctis {

Result<Caller> TokenCache::verify(const TokenVerifier& verifier, std::string_view token,
                                  std::int64_t now) {
  if (token.size() > longest_token)
    return failure(ErrorKind::malformed, "the token is too long");
  const Digest digest = sha256(as_bytes(token));
  if (const auto found = known_.find(digest); found != known_.end()) {
    if (now < found->second.expires)
      return found->second.caller;
    known_.erase(found);
  }
  const auto verified = verifier.verify(token, now);
  if (!verified)
    return failure(verified);
  make_room(now);
  known_.emplace(digest, *verified);
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
