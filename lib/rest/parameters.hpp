// The values of a query, each refused by name where it is none.

#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "http/request.hpp"
#include "rest/answers.hpp"

namespace noctis {

/// Refuses with 400 a query in which one of `names` comes twice: which of them was meant?
[[nodiscard]] Answered<> check_single(const Request& request,
                                      std::initializer_list<std::string_view> names);

/// Nothing where it is absent; 400 for what is no integer from `least` to `greatest`.
[[nodiscard]] Answered<std::optional<std::uint32_t>> integer_parameter(const Request& request,
                                                                       std::string_view name,
                                                                       std::uint32_t least,
                                                                       std::uint32_t greatest);

/// 400 for what is no finite number.
[[nodiscard]] Answered<std::optional<double>> number_parameter(const Request& request,
                                                               std::string_view name);

/// true, 1, yes, on; false, 0, no, off; in either case.  False where it is absent.
[[nodiscard]] Answered<bool> bool_parameter(const Request& request, std::string_view name);

}  // namespace noctis
