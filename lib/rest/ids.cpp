#include "rest/ids.hpp"

#include "base/text.hpp"

namespace noctis {

Answered<ThingId> parse_thing_id(std::string_view text) {
  constexpr std::size_t longest_uid = 64;
  const bool is_uid = text.find('.') != std::string_view::npos;
  const bool is_well_formed =
      !text.empty() && text.size() <= longest_uid &&
      text.find_first_not_of(is_uid ? "0123456789." : "0123456789") == std::string_view::npos;
  if (is_well_formed && is_uid)
    return std::string(text);
  const auto number = is_well_formed ? to_integer(text) : std::nullopt;
  if (!number)
    return refuse(422, "the id is neither an integer nor a DICOM UID");
  return *number;
}

Answered<ObjectId> parse_object_id(std::string_view text) {
  const auto id = ObjectId::parse(text);
  if (!id)
    return refuse(422, "an object's address is 64 lower-case hexadecimal digits");
  return *id;
}

}  // namespace noctis
