// Which stored image stands for a series or a study, and in which order a series is looked at
// (R30).

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "store/index.hpp"

namespace noctis {

/// The id of an image of the series; nothing where it has none.
[[nodiscard]] std::optional<std::int64_t> image_for_series(const Index& index,
                                                           std::int64_t series_id);

/// Of the study's first series whose image is neither a localizer nor FOR PROCESSING, else of its
/// first one; nothing where it has no image.
[[nodiscard]] std::optional<std::int64_t> image_for_study(const Index& index,
                                                          std::int64_t study_id);

/// The same for a UID, of all series that bear it, else of all studies.
[[nodiscard]] std::optional<StoredInstance> image_that_stands_for(const Index& index,
                                                                  std::string_view uid);

/// By position, else by Instance Number.
void sort_by_place(std::vector<ListedImage>& images);

}  // namespace noctis
