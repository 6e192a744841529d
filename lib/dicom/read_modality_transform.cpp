// Rules R13, R22, R34.

#include <algorithm>
#include <array>
#include <string>

#include "dicom/keywords.hpp"
#include "dicom/read_grey_transform.hpp"
#include "dicom/read_lookup_table.hpp"

namespace noctis {

namespace {

/// Those with the X-Ray Image Module.
constexpr std::array<std::string_view, 3> x_ray_images = {
    "1.2.840.10008.5.1.4.1.1.12.1", "1.2.840.10008.5.1.4.1.1.12.2", "1.2.840.10008.5.1.4.1.1.12.3"};

/// Rescale Slope, 1 where it is missing beside an intercept, or zero.
double slope_of(const Item& item, Tag tag, DisplayAttributes& attributes) {
  const auto slope = item.number(tag);
  if (!slope) {
    if (item.has(tag))
      attributes.remarks.push_back(
          {"R13", "the slope " + to_string(tag) + " is no finite number: taken as 1"});
    return 1.0;
  }
  if (*slope != 0.0)
    return *slope;
  attributes.remarks.push_back({"R13", "the slope " + to_string(tag) + " is 0: taken as 1"});
  return 1.0;
}

double intercept_of(const Item& item, DisplayAttributes& attributes) {
  const auto intercept = item.number(tag::rescale_intercept);
  if (!intercept && item.has(tag::rescale_intercept))
    attributes.remarks.push_back({"R13", "Rescale Intercept is no finite number: taken as 0"});
  return intercept.value_or(0.0);
}

void read_modality_lut(const Item& lut, bool pixels_are_signed, DisplayAttributes& attributes) {
  auto table = read_lookup_table(lut.bytes(tag::lut_descriptor), lut.bytes(tag::lut_data),
                                 pixels_are_signed);
  if (!table) {
    attributes.remarks.push_back({"R7", "the Modality LUT is not used: " + table.error().what});
    return;
  }
  table->explanation = lut.text(tag::lut_explanation);
  attributes.modality_lut = std::move(*table);
  attributes.rescale_type = lut.text(tag::modality_lut_type);
}

}  // namespace

bool leads_away_from_display(const Item& item, std::string_view sop_class_uid) {
  const std::string relationship = item.text(tag::pixel_intensity_relationship);
  return (relationship == "LOG" || relationship == "DISP") &&
         std::find(x_ray_images.begin(), x_ray_images.end(), sop_class_uid) != x_ray_images.end();
}

void read_modality_transform(const Item& item, Level level, const ImagePixel& pixel,
                             DisplayAttributes& attributes) {
  if (is_rt_dose(attributes) && item.has(tag::dose_grid_scaling)) {
    attributes.rescale = Rescale{slope_of(item, tag::dose_grid_scaling, attributes), 0.0};
    attributes.rescale_type = item.text(tag::dose_units);
    attributes.modality_level = level;
    return;
  }
  const auto lut = item.first_item(tag::modality_lut_sequence);
  const bool has_rescale = item.has(tag::rescale_slope) || item.has(tag::rescale_intercept);
  if (!lut && !has_rescale)
    return;
  attributes.rescale.reset();
  attributes.modality_lut.reset();
  attributes.rescale_type.clear();
  attributes.modality_level = level;
  if (leads_away_from_display(item, attributes.sop_class_uid)) {
    attributes.remarks.push_back({"R34", "Pixel Intensity Relationship is " +
                                             item.text(tag::pixel_intensity_relationship) +
                                             ": the modality transform is not for display"});
    return;
  }
  if (has_rescale) {
    attributes.rescale =
        Rescale{slope_of(item, tag::rescale_slope, attributes), intercept_of(item, attributes)};
    attributes.rescale_type = item.text(tag::rescale_type);
  }
  if (lut)
    read_modality_lut(*lut, pixel.is_signed, attributes);
}

}  // namespace noctis
