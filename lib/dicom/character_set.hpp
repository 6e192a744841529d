// Text of any Specific Character Set (0008,0005) as UTF-8 (PS3.5 6.1, PS3.3 C.12.1.1.2).

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace noctis {

/// Immutable.  What a file declares is often wrong, and the text must come out all the same:
/// - escape sequences are obeyed whether they were declared or not;
/// - high bytes that no declared set explains are UTF-8 where they are valid as that, else Latin 1;
/// - declared UTF-8 without a single valid character beyond ASCII is Latin 1;
/// - what still cannot be decoded becomes U+FFFD, byte by byte.
class CharacterSet {
 public:
  /// No attribute, or one that says nothing: ASCII.
  CharacterSet() = default;
  /// The attribute's value as it stands in the file, "ISO 2022 IR 6\\ISO 2022 IR 87".
  explicit CharacterSet(std::string_view specific_character_set);

  /// Always valid UTF-8.  In a person name also '^' and '=' end the reach of an escape sequence.
  [[nodiscard]] std::string to_utf8(std::string_view bytes, bool is_person_name) const;

 private:
  enum class Kind : std::uint8_t { code_elements, utf8, multi_byte };

  Kind kind_ = Kind::code_elements;
  const char* initial_g1_ =
      nullptr;  // what high bytes are before any escape sequence: iconv's name
};

}  // namespace noctis
