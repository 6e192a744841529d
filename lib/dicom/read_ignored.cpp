#include "dicom/read_ignored.hpp"

#include <algorithm>
#include <utility>

#include "dicom/keywords.hpp"
#include "dicom/read_grey_transform.hpp"

namespace noctis {

namespace {

struct Ignored {
  Tag tag;
  const char* rule;
  const char* text;
};

// PS3.3 C.7.6.3 (the two values), C.7.6.16.2.11.1.1, C.8.11.3.1.2, C.7.6.16.2.13.1.
constexpr Ignored ignored[] = {
    {tag::smallest_image_pixel_value, "R32", "Smallest Image Pixel Value sizes no window"},
    {tag::largest_image_pixel_value, "R32", "Largest Image Pixel Value sizes no window"},
    {tag::real_world_value_mapping_sequence, "R33", "Real World Value Mapping is not for display"},
    {tag::pixel_intensity_relationship, "R33",
     "Pixel Intensity Relationship does not change the display"},
    {tag::pixel_intensity_relationship_lut_sequence, "R33",
     "Pixel Intensity Relationship LUT Sequence is not for display"},
};

}  // namespace

void remark_on_ignored(const Item& item, std::string_view sop_class_uid,
                       std::vector<Remark>& remarks) {
  for (const Ignored& each : ignored) {
    // R34 has its own word on it there.
    if (each.tag == tag::pixel_intensity_relationship &&
        leads_away_from_display(item, sop_class_uid))
      continue;
    Remark remark{each.rule, each.text};
    const bool is_there = item.has(each.tag) || item.first_item(each.tag);
    if (is_there && std::find(remarks.begin(), remarks.end(), remark) == remarks.end())
      remarks.push_back(std::move(remark));
  }
}

}  // namespace noctis
