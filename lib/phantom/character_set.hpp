// Text in the character sets of PS3.3 C.12.1.1.2, by the C library's iconv.

#pragma once

#include <string>

#include "base/result.hpp"

namespace noctis::phantom {

/// `text` is UTF-8; `specific_character_set` is as (0008,0005) holds it.  Fails with
/// ErrorKind::unsupported where the set is not known here or lacks a character.
[[nodiscard]] Result<std::string> encode_text(const std::string& text,
                                              const std::string& specific_character_set);

}  // namespace noctis::phantom
