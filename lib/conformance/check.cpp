#include "conformance/check.hpp"

#include <algorithm>
#include <vector>

#include "conformance/groups.hpp"

namespace noctis {

namespace {

std::vector<Check> gathered() {
  using namespace conformance;
  std::vector<Check> all;
  for (const auto group :
       {stored_value_checks(), window_checks(),   file_view_checks(),         lookup_table_checks(),
        bystander_checks(),    padding_checks(),  automatic_checks(),         polarity_checks(),
        float_checks(),        palette_checks(),  segmented_palette_checks(), color_checks(),
        picture_file_checks(), geometry_checks(), overlay_checks(),           shutter_checks(),
        segmentation_checks(), frame_checks(),    functional_group_checks(),  dose_and_pet_checks(),
        series_checks(),       refusal_checks()})
    all.insert(all.end(), group.begin(), group.end());
  std::stable_sort(all.begin(), all.end(),
                   [](const Check& a, const Check& b) { return a.rule < b.rule; });
  return all;
}

}  // namespace

std::span<const Check> checks() {
  static const std::vector<Check> all = gathered();
  return all;
}

}  // namespace noctis
