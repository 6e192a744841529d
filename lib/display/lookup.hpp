// Looking a value up in a LookupTable (R7).

#pragma once

#include <cstdint>

#include "frame/display_attributes.hpp"

namespace noctis {

/// The entry of the nearest whole value, halves up; values below and above the table take its first
/// and last entry.  PS3.3 C.11.1.1.1, C.11.2.1.1.  Precondition: the table has entries; the value
/// is not NaN.
[[nodiscard]] std::uint16_t entry_for(const LookupTable& table, double value) noexcept;

/// The greatest number that an entry can be, 2^n - 1.
[[nodiscard]] constexpr std::uint32_t entry_limit(const LookupTable& table) noexcept {
  return (std::uint32_t{1} << table.bits_per_entry) - 1;
}

}  // namespace noctis
