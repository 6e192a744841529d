// Value representations, as two letters (PS3.5 6.2, 7.1.2).

#pragma once

#include <cstddef>
#include <cstdint>

#include "dicom/tag.hpp"

namespace noctis {

/// The two letters, first one in the high byte.
enum class Vr : std::uint16_t {};

[[nodiscard]] constexpr Vr vr_of_letters(std::uint8_t first, std::uint8_t second) noexcept {
  return static_cast<Vr>(first << 8 | second);
}

namespace vr {

[[nodiscard]] constexpr Vr literal(const char (&letters)[3]) noexcept {
  return vr_of_letters(static_cast<std::uint8_t>(letters[0]),
                       static_cast<std::uint8_t>(letters[1]));
}

inline constexpr Vr ob = literal("OB");
inline constexpr Vr ow = literal("OW");
inline constexpr Vr sq = literal("SQ");
inline constexpr Vr un = literal("UN");

}  // namespace vr

/// One of the 34 of PS3.5 Table 6.2-1.
[[nodiscard]] bool is_known(Vr vr) noexcept;

/// Two capital letters: perhaps one of a later edition, which has a 32-bit length (PS3.5 6.2).
[[nodiscard]] bool could_be_vr(Vr vr) noexcept;

/// Whether two reserved bytes and a 32-bit length follow in Explicit VR (PS3.5 7.1.2).
[[nodiscard]] bool has_long_length(Vr vr) noexcept;

/// Bytes of one word, whose order depends on the transfer syntax; 1: a string of bytes.
[[nodiscard]] std::size_t word_size(Vr vr) noexcept;

}  // namespace noctis
