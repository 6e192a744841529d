#include "rest/large_groups.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace noctis {

namespace {

std::optional<std::int64_t> number_of(const ThingId& id) {
  const auto* const number = std::get_if<std::int64_t>(&id);
  return number != nullptr ? std::optional(*number) : std::nullopt;
}

std::string uid_of(const ThingId& id) {
  const auto* const uid = std::get_if<std::string>(&id);
  return uid != nullptr ? *uid : std::string();
}

}  // namespace

bool is_large_series(const SharedParts& shared, const Index& index, const ThingId& id) {
  const std::uint64_t most = shared.parts.images_at_once;
  return index.instances_in_series(number_of(id), uid_of(id), most + 1) > most;
}

bool is_large_study(const SharedParts& shared, const Index& index, const ThingId& id) {
  const std::uint64_t most = shared.parts.images_at_once;
  return index.instances_in_study(number_of(id), uid_of(id), most + 1) > most;
}

Answered<Response> finished(Answered<Answer> answer) {
  if (!answer)
    return refuse(answer);
  if (const auto* const work = std::get_if<LongWork>(&*answer))
    return (*work)();
  return std::get<Response>(*std::move(answer));
}

}  // namespace noctis
