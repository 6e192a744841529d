// What an id names, or 404.

#pragma once

#include "rest/answers.hpp"
#include "rest/ids.hpp"
#include "store/index.hpp"

namespace noctis {

[[nodiscard]] Answered<StoredStudy> find_study(const Index& index, const ThingId& id);
[[nodiscard]] Answered<StoredSeries> find_series(const Index& index, const ThingId& id);
/// With its picture of that key.
[[nodiscard]] Answered<ShownImage> find_shown_image(const Index& index, const ThingId& id,
                                                    const PictureKey& along);
[[nodiscard]] Answered<StoredImage> find_image(const Index& index, const ThingId& id,
                                               const PictureKey& along);

}  // namespace noctis
