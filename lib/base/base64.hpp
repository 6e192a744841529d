// Base64 with its padding (RFC 4648, section 4).

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"

namespace noctis {

/// How it is made: the text is the same.
enum class Base64Path : std::uint8_t {
  scalar,
  avx2,  ///< only on a processor that has it
};

/// The fastest here; found out once.
[[nodiscard]] Base64Path fastest_base64_path() noexcept;

/// Adds the text of `bytes` to the end of `text`: 4 * ceil(n / 3) characters.
/// Precondition: this processor can take the path.
void append_base64(std::string& text, ByteView bytes, Base64Path path = fastest_base64_path());

[[nodiscard]] std::string to_base64(std::string_view bytes);

/// Nothing unless the text is base64 with its padding.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

}  // namespace noctis
