#include "base/counted.hpp"

#include <fmt/core.h>

namespace noctis {

std::string counted(std::uint64_t number, std::string_view one, std::string_view several) {
  if (number == 1)
    return fmt::format("1 {}", one);
  return several.empty() ? fmt::format("{} {}s", number, one)
                         : fmt::format("{} {}", number, several);
}

}  // namespace noctis
