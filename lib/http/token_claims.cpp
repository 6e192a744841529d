#include "http/token_claims.hpp"

#include <algorithm>
#include <cmath>

#include "base/json.hpp"
#include "base/text.hpp"
#include "http/claim_set.hpp"

namespace noctis {

namespace {

constexpr double last_second = 253'402'300'799;  // of the year 9999

tl::unexpected<Error> ill_formed(std::string_view claim) {
  return failure(ErrorKind::malformed, "the token's {} is not well-formed", claim);
}

// A NumericDate, which may have a fraction.  Nothing: there is none.
Result<std::optional<double>> date_of(const json::object& claims, std::string_view name) {
  const json::value* const value = claims.if_contains(name);
  if (value == nullptr)
    return std::nullopt;
  if (!value->is_number())
    return ill_formed(name);
  const double seconds = value->to_number<double>();
  if (!(seconds >= 0 && seconds <= last_second))
    return ill_formed(name);
  return seconds;
}

Result<std::int64_t> check_times(const json::object& claims, std::int64_t now) {
  const auto expires = date_of(claims, "exp");
  if (!expires)
    return failure(expires);
  if (!*expires)
    return failure(ErrorKind::malformed, "the token never expires");
  const auto last = static_cast<std::int64_t>(std::floor(**expires));
  if (now >= last)
    return failure(ErrorKind::malformed, "the token has expired");
  const auto not_before = date_of(claims, "nbf");
  if (!not_before)
    return failure(not_before);
  if (*not_before && static_cast<double>(now + clock_skew) < **not_before)
    return failure(ErrorKind::malformed, "the token is not valid yet");
  return last;
}

Result<> check_audience(const json::object& claims, const std::optional<std::string>& audience) {
  const json::value* const value = claims.if_contains("aud");
  if (value == nullptr && !audience)
    return {};
  if (value == nullptr)
    return failure(ErrorKind::malformed, "the token has no audience");
  const auto is_ours = [&](const json::value& each) {
    return each.is_string() && audience && std::string_view(each.get_string()) == *audience;
  };
  const json::array* const several = value->if_array();
  if (is_ours(*value) ||
      (several != nullptr && std::any_of(several->begin(), several->end(), is_ours)))
    return {};
  return failure(ErrorKind::malformed, "the token is for another audience");
}

Result<Caller> caller_of(const json::object& claims) {
  const json::value* const subject = claims.if_contains("sub");
  if (subject == nullptr)
    return failure(ErrorKind::malformed, "the token has no subject");
  if (!subject->is_string() || !is_subject(subject->get_string()))
    return ill_formed("sub");
  Caller caller{.subject = std::string(subject->get_string())};
  const json::value* const scope = claims.if_contains("scope");
  if (scope == nullptr)
    return caller;
  if (!scope->is_string())
    return ill_formed("scope");
  for (const std::string_view word : split(scope->get_string(), ' ')) {
    caller.may_administer |= word == "admin";
    caller.may_read |= word == "read" || word == "admin";
  }
  return caller;
}

}  // namespace

bool is_subject(std::string_view text) noexcept {
  return !text.empty() && text.size() <= longest_subject && is_valid_utf8(text) &&
         std::none_of(text.begin(), text.end(), [](char c) {
           const auto byte = static_cast<unsigned char>(c);
           return byte < 0x20 || byte == 0x7f;
         });
}

Result<VerifiedToken> read_claims(std::string_view claims,
                                  const std::optional<std::string>& audience, std::int64_t now) {
  const auto object = parse_claim_set(claims);
  if (!object)
    return failure(ErrorKind::malformed, "the token's claims are not well-formed");
  const auto expires = check_times(*object, now);
  if (!expires)
    return failure(expires);
  if (auto checked = check_audience(*object, audience); !checked)
    return failure(checked);
  auto caller = caller_of(*object);
  if (!caller)
    return failure(caller);
  return VerifiedToken{.caller = *std::move(caller), .expires = *expires};
}

}  // namespace noctis
