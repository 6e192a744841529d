#include "cli/stands_for.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "display/representative.hpp"

namespace noctis::cli {

namespace {

SeriesImage series_image_of(const InstanceRow& instance) {
  const auto image_type = split(instance.image_type, '\\');
  return {.image_position = instance.image_position,
          .image_orientation = instance.image_orientation,
          .instance_number = instance.instance_number,
          .is_localizer = image_type.size() > 2 && image_type[2] == "LOCALIZER",
          .is_for_processing = instance.presentation_intent_type == "FOR PROCESSING"};
}

// Precondition: first < last, all of one series.
using Images = std::vector<StoredInstance>;
const StoredInstance& of_series(Images::const_iterator first, Images::const_iterator last) {
  std::vector<SeriesImage> images;
  std::transform(first, last, std::back_inserter(images),
                 [](const StoredInstance& stored) { return series_image_of(stored.instance); });
  return *(first + static_cast<std::ptrdiff_t>(representative_image(images)));
}

}  // namespace

std::optional<StoredInstance> image_that_stands_for(const Index& index, std::string_view uid) {
  Images images = index.images_of_series(uid);
  if (images.empty())
    images = index.images_of_study(uid);
  std::optional<StoredInstance> chosen;
  for (auto first = images.cbegin(); first != images.cend();) {
    const auto last = std::find_if(first, images.cend(), [&](const StoredInstance& each) {
      return each.series_id != first->series_id;
    });
    const StoredInstance& image = of_series(first, last);
    const SeriesImage facts = series_image_of(image.instance);
    if (!facts.is_localizer && !facts.is_for_processing)
      return image;
    if (!chosen)
      chosen = image;
    first = last;
  }
  return chosen;
}

}  // namespace noctis::cli
