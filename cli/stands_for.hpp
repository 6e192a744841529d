// Which stored image stands for a series or a study (R30).

#pragma once

#include <optional>
#include <string_view>

#include "store/index.hpp"

namespace noctis::cli {

/// Of the series with this UID, else of the study: its first series whose image is neither a
/// localizer nor FOR PROCESSING, else its first one.  Nothing where neither is there.
[[nodiscard]] std::optional<StoredInstance> image_that_stands_for(const Index& index,
                                                                  std::string_view uid);

}  // namespace noctis::cli
