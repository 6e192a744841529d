// Text on its way in and out: numbers that are all of their text, names that cannot do harm.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace noctis {

/// Without blanks (space, tab, newline, NUL) at either end.
[[nodiscard]] std::string_view trim(std::string_view text) noexcept;

/// Of "a\b\c" at '\\': a, b, c.  An empty text has one empty part.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

/// The number that the whole of `text` is, blanks at the ends apart; finite; a leading '+' is
/// allowed (DS and IS allow it, PS3.5 6.2).  The locale plays no part.
[[nodiscard]] std::optional<double> to_double(std::string_view text) noexcept;
[[nodiscard]] std::optional<std::int64_t> to_integer(std::string_view text) noexcept;

/// Nothing but ASCII from a space to '~'.  What most text is, and quickly told.
[[nodiscard]] bool is_printable_ascii(std::string_view text) noexcept;

[[nodiscard]] bool is_valid_utf8(std::string_view text) noexcept;

/// Each byte that is not part of valid UTF-8 becomes U+FFFD.
[[nodiscard]] std::string to_valid_utf8(std::string_view text);

/// For people's eyes: control characters (C0, DEL, C1, bidirectional overrides) as \n, \t, \x1b,
/// \u202e; bytes that are not UTF-8 as \xff; a backslash doubled.  The result is valid UTF-8.
[[nodiscard]] std::string escape_controls(std::string_view text);

/// The same for a message, parts of which may have been escaped already: a backslash stays as it
/// is.
[[nodiscard]] std::string escape_message(std::string_view text);

/// "512 B", "1.5 KiB", "3.2 GiB".
[[nodiscard]] std::string format_bytes(std::uint64_t bytes);

/// "0.8 s", "12 s", "3 min 04 s", "2 h 05 min".
[[nodiscard]] std::string format_seconds(double seconds);

/// Whether the whole of `text` matches `pattern`, where * stands for any characters and ? for one.
[[nodiscard]] bool matches_glob(std::string_view pattern, std::string_view text) noexcept;

}  // namespace noctis
