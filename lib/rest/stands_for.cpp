#include "rest/stands_for.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "display/representative.hpp"

namespace noctis {

namespace {

// Of a ListedImage or an InstanceRow.
template <class Image>
SeriesImage facts_of(const Image& image) {
  const auto image_type = split(image.image_type, '\\');
  return {.image_position = image.image_position,
          .image_orientation = image.image_orientation,
          .instance_number = image.instance_number,
          .is_localizer = image_type.size() > 2 && image_type[2] == "LOCALIZER",
          .is_for_processing = image.presentation_intent_type == "FOR PROCESSING"};
}

// The images of one series.
struct Candidates {
  std::vector<std::int64_t> ids;
  std::vector<SeriesImage> facts;

  template <class Image>
  void add(std::int64_t id, const Image& image) {
    ids.push_back(id);
    facts.push_back(facts_of(image));
  }
};

// Asks one series after the other, as long as what was found is only second best.
class Search {
 public:
  void look_at(const Candidates& series) {
    if (is_done_ || series.ids.empty())
      return;
    const std::size_t chosen = representative_image(series.facts);
    const SeriesImage& facts = series.facts[chosen];
    is_done_ = !facts.is_localizer && !facts.is_for_processing;
    if (is_done_ || !found_)
      found_ = series.ids[chosen];
  }

  [[nodiscard]] bool is_done() const noexcept { return is_done_; }
  [[nodiscard]] std::optional<std::int64_t> found() const noexcept { return found_; }

 private:
  std::optional<std::int64_t> found_;
  bool is_done_ = false;
};

Candidates candidates_of(const std::vector<ListedImage>& images) {
  Candidates candidates;
  for (const ListedImage& image : images)
    candidates.add(image.id, image);
  return candidates;
}

}  // namespace

std::optional<std::int64_t> image_for_series(const Index& index, std::int64_t series_id) {
  Search search;
  search.look_at(candidates_of(index.listed_images(series_id)));
  return search.found();
}

std::optional<std::int64_t> image_for_study(const Index& index, std::int64_t study_id) {
  Search search;
  for (const StoredSeries& series : index.series_of_study(study_id)) {
    if (search.is_done())
      break;
    search.look_at(candidates_of(index.listed_images(series.id)));
  }
  return search.found();
}

std::optional<StoredInstance> image_that_stands_for(const Index& index, std::string_view uid) {
  std::vector<StoredInstance> images = index.images_of_series(uid);
  if (images.empty())
    images = index.images_of_study(uid);
  Search search;
  for (auto first = images.cbegin(); first != images.cend() && !search.is_done();) {
    Candidates series;
    const std::int64_t series_id = first->series_id;
    for (; first != images.cend() && first->series_id == series_id; ++first)
      series.add(first->id, first->instance);
    search.look_at(series);
  }
  const auto chosen = std::find_if(images.begin(), images.end(), [&](const StoredInstance& each) {
    return each.id == search.found();
  });
  if (chosen == images.end())
    return std::nullopt;
  return std::move(*chosen);
}

void sort_by_place(std::vector<ListedImage>& images) {
  const Candidates candidates = candidates_of(images);
  std::vector<ListedImage> sorted;
  sorted.reserve(images.size());
  for (const std::size_t i : spatial_order(candidates.facts))
    sorted.push_back(std::move(images[i]));
  images = std::move(sorted);
}

}  // namespace noctis
