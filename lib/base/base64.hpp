// Base64 with its padding (RFC 4648, section 4).

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/vector_path.hpp"

namespace noctis {

/// Characters of the text of so many bytes.
[[nodiscard]] constexpr std::uint64_t base64_size(std::uint64_t bytes) noexcept {
  return (bytes + 2) / 3 * 4;
}

/// Writes the text of `bytes` to `to`, which has room for base64_size() characters and one more.
/// Precondition: this processor can take the path.
void write_base64(char* to, ByteView bytes, VectorPath path = fastest_vector_path());

/// Adds the text of `bytes` to the end of `text`.
void append_base64(std::string& text, ByteView bytes, VectorPath path = fastest_vector_path());

[[nodiscard]] std::string to_base64(std::string_view bytes);

/// Nothing unless the text is base64 with its padding.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

}  // namespace noctis
