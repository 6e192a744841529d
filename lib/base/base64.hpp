// Base64 with its padding (RFC 4648, section 4).

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/vector_path.hpp"

namespace noctis {

/// Adds the text of `bytes` to the end of `text`: 4 * ceil(n / 3) characters.
/// Precondition: this processor can take the path.
void append_base64(std::string& text, ByteView bytes, VectorPath path = fastest_vector_path());

[[nodiscard]] std::string to_base64(std::string_view bytes);

/// Nothing unless the text is base64 with its padding.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

}  // namespace noctis
