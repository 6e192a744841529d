// A token as it comes, as a header that is signed, and as claims that are.

#include <string>
#include <string_view>

#include "base/text.hpp"
#include "fuzz/require.hpp"
#include "http/claim_set.hpp"
#include "http/token.hpp"

using namespace noctis;

namespace {

constexpr std::int64_t now = 1'700'000'000;
const std::string secret(32, 'x');

TokenVerifier verifier() {
  auto key = VerifyingKey::of_secret(secret);
  fuzz::require(key.has_value(), "a secret of 32 bytes is long enough");
  return {*std::move(key), "noctis"};
}

void check(const VerifiedToken& token) {
  fuzz::require(token.expires > now, "a good token has not expired");
  fuzz::require(is_subject(token.caller.subject), "a good token's subject is fit for a log");
  fuzz::require(token.caller.may_read || !token.caller.may_administer, "who administers reads");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);  // NOLINT: bytes as text
  static const TokenVerifier secret_verifier = verifier();
  // Nobody guesses a signature.
  fuzz::require(!secret_verifier.verify(text, now), "a token that nobody signed is refused");
  if (const auto bytes = from_base64url(text)) {
    std::string again = to_base64(*bytes);
    again.resize(again.find_last_not_of('=') + 1);
    fuzz::require(again.size() == text.size(), "bytes have one text");
  }
  if (const auto object = parse_claim_set(text))
    fuzz::require(parse_claim_set(json::serialize(*object)).has_value(),
                  "what was read can be read again");
  for (const std::optional<std::string>& audience : {std::optional<std::string>(), {"noctis"}})
    if (const auto token = read_claims(text, audience, now))
      check(*token);
  return 0;
}
