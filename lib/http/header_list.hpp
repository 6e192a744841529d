// Header fields that are lists, and elements that have parameters.

#pragma once

#include <string_view>
#include <vector>

namespace noctis {

/// What stands between the separators, without blanks around it; empty ones are left out (RFC 9110,
/// 5.6.1).  A separator inside a quoted string parts nothing; a string that does not end goes to
/// the end.
[[nodiscard]] std::vector<std::string_view> list_elements(std::string_view value, char separator);

/// Letters, digits and !#$%&'*+-.^_`|~, one at least (RFC 9110, 5.6.2).
[[nodiscard]] bool is_token(std::string_view text) noexcept;

/// Without regard to the case of ASCII letters.
[[nodiscard]] bool equal_ignoring_case(std::string_view one, std::string_view other) noexcept;

}  // namespace noctis
