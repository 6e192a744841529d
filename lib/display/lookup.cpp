#include "display/lookup.hpp"

#include <cmath>
#include <cstddef>

namespace noctis {

std::uint16_t entry_for(const LookupTable& table, double value) noexcept {
  // Compared before it is converted: the value may be infinite.
  const double index = std::floor(value + 0.5) - table.first_value_mapped;
  if (index <= 0)
    return table.entries.front();
  if (index >= static_cast<double>(table.entries.size()))
    return table.entries.back();
  return table.entries[static_cast<std::size_t>(index)];
}

}  // namespace noctis
