// What a path names: {id} and {sha256}.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "rest/answers.hpp"
#include "store/object_id.hpp"

namespace noctis {

/// The index's integer, or a DICOM UID.
using ThingId = std::variant<std::int64_t, std::string>;

/// A text with a dot is a UID: digits and dots, at most 64 (PS3.5 9.1).  Refuses with 422 what is
/// neither that nor digits that 64 bits hold.
[[nodiscard]] Answered<ThingId> parse_thing_id(std::string_view text);

/// 64 lower-case hexadecimal digits.  Refuses with 422.
[[nodiscard]] Answered<ObjectId> parse_object_id(std::string_view text);

}  // namespace noctis
