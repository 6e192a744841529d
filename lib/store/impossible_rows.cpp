#include "store/impossible_rows.hpp"

#include <fmt/ranges.h>

#include "store/rows.hpp"

namespace noctis::impossible {

std::string outcome_of_source() {
  return fmt::format("outcome NOT IN ('{}')", fmt::join(source_outcome_names(), "', '"));
}

}  // namespace noctis::impossible
