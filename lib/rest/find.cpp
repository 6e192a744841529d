#include "rest/find.hpp"

#include <utility>
#include <variant>

namespace noctis {

namespace {

// By one of two look-ups, with what else they are told.
template <class Thing, class... Told>
Answered<Thing> find(const Index& index, const ThingId& id, std::string_view what,
                     std::optional<Thing> (Index::*by_number)(std::int64_t, Told...) const,
                     std::optional<Thing> (Index::*by_uid)(std::string_view, Told...) const,
                     Told... told) {
  const auto* const number = std::get_if<std::int64_t>(&id);
  std::optional<Thing> found = number != nullptr
                                   ? (index.*by_number)(*number, told...)
                                   : (index.*by_uid)(std::get<std::string>(id), told...);
  if (!found)
    return refuse(404, "no {} of this id is in the store", what);
  return *std::move(found);
}

}  // namespace

Answered<StoredStudy> find_study(const Index& index, const ThingId& id) {
  return find<StoredStudy>(index, id, "study", &Index::study, &Index::study_with_uid);
}

Answered<StoredSeries> find_series(const Index& index, const ThingId& id) {
  return find<StoredSeries>(index, id, "series", &Index::series, &Index::series_with_uid);
}

Answered<ShownImage> find_shown_image(const Index& index, const ThingId& id,
                                      const PictureKey& along) {
  return find<ShownImage, const PictureKey&>(index, id, "image", &Index::shown_image,
                                             &Index::shown_image_with_uid, along);
}

Answered<StoredImage> find_image(const Index& index, const ThingId& id, const PictureKey& along) {
  return find<StoredImage, const PictureKey&>(index, id, "image", &Index::image,
                                              &Index::image_with_uid, along);
}

}  // namespace noctis
