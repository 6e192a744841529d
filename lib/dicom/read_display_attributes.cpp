#include "dicom/read_display_attributes.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "dicom/keywords.hpp"
#include "dicom/read_geometry.hpp"
#include "dicom/read_grey_transform.hpp"
#include "dicom/read_ignored.hpp"
#include "dicom/read_palette.hpp"
#include "dicom/read_segmentation.hpp"

namespace noctis {

namespace {

bool may_be_in_color(const ImagePixel& pixel, bool has_palette,
                     const DisplayAttributes& attributes) noexcept {
  const auto& segmentation = attributes.segmentation;
  return !is_grey(pixel) || has_palette ||
         (segmentation && segmentation->type == SegmentationType::labelmap);
}

/// Of the image, else of the first optical path (PS3.3 C.11.15, C.8.12.5).
std::vector<std::uint8_t> read_icc_profile(const Item& dataset) {
  ByteView profile = dataset.bytes(tag::icc_profile);
  const auto path = dataset.first_item(tag::optical_path_sequence);
  if (profile.empty() && path)
    profile = path->bytes(tag::icc_profile);
  return {profile.begin(), profile.end()};
}

/// PS3.3 C.11.1.1.2: where Rescale Type is missing, HU is what an original CT has.
bool values_are_hounsfield(const DisplayAttributes& attributes,
                           const std::vector<std::string>& image_type, bool is_multi_energy) {
  constexpr std::array<std::string_view, 5> never = {"MR", "US", "NM", "PT", "MG"};
  if (std::find(never.begin(), never.end(), attributes.modality) != never.end())
    return false;
  if (!attributes.rescale_type.empty())
    return attributes.rescale_type == "HU";
  const bool is_original = !image_type.empty() && image_type[0] == "ORIGINAL";
  const bool is_localizer = image_type.size() > 2 && image_type[2] == "LOCALIZER";
  const bool has_transform = attributes.rescale || attributes.modality_lut;
  return attributes.modality == "CT" && is_original && !is_localizer && !is_multi_energy &&
         has_transform;
}

}  // namespace

DisplayAttributesReader::DisplayAttributesReader(const Dataset& dataset, const Scan& scan,
                                                 const ImagePixel& pixel, SampleKind sample_kind)
    : pixel_(pixel), character_set_(dataset.character_set()) {
  const Item root = dataset.root();
  DisplayAttributes& attributes = common_.attributes;
  attributes.remarks = scan.remarks;
  attributes.sop_class_uid = root.text(tag::sop_class_uid);
  attributes.modality = root.text(tag::modality);
  attributes.body_part_examined = root.text(tag::body_part_examined);
  attributes.presentation_lut_shape = root.text(tag::presentation_lut_shape);
  if (root.first_item(tag::presentation_lut_sequence))
    attributes.remarks.push_back({"R10", "the image's Presentation LUT Sequence is not applied"});
  remark_on_ignored(root, attributes.sop_class_uid, attributes.remarks);
  common_.image_type = root.texts(tag::image_type);
  constexpr std::size_t values_that_matter = 4;  // it is copied for every frame
  if (common_.image_type.size() > values_that_matter)
    common_.image_type.resize(values_that_matter);
  common_.pixel_presentation = root.text(tag::pixel_presentation);
  is_multi_energy_ = root.text(tag::multienergy_ct_acquisition) == "YES";

  read_modality_transform(root, Level::dataset, pixel, attributes);
  read_voi(root, Level::dataset, pixel, attributes);
  read_padding(root, pixel, sample_kind, attributes);
  read_aspect(root, Level::dataset, attributes);
  read_shutter(root, Level::dataset, attributes);
  attributes.segmentation = read_segmentation(root);
  palette_ = read_palette(root, pixel.is_signed, attributes.remarks);
  if (may_be_in_color(pixel, palette_.has_value(), attributes))
    attributes.icc_profile = read_icc_profile(root);
  // It goes into every picture of every frame.
  constexpr std::size_t profile_limit = std::size_t{1} << 20;
  if (attributes.icc_profile.size() > profile_limit) {
    attributes.remarks.push_back({"R31", fmt::format("an ICC profile of {} bytes is left out",
                                                     attributes.icc_profile.size())});
    attributes.icc_profile.clear();
  }
  overlays_ = read_overlay_planes(root, pixel, scan.pixel_data, scan.overlays, attributes.remarks);
  if (const auto shared = root.first_item(tag::shared_functional_groups_sequence))
    read_functional_groups(*shared, Level::shared, common_);
}

/// Each macro replaces what the level above said (PS3.3 C.7.6.16.2).
void DisplayAttributesReader::read_functional_groups(const Item& groups, Level level,
                                                     Gathered& gathered) const {
  DisplayAttributes& attributes = gathered.attributes;
  remark_on_ignored(groups, attributes.sop_class_uid, attributes.remarks);
  if (const auto macro = groups.first_item(tag::pixel_value_transformation_sequence))
    read_modality_transform(*macro, level, pixel_, attributes);
  if (const auto macro = groups.first_item(tag::frame_voi_lut_sequence))
    read_voi(*macro, level, pixel_, attributes);
  if (const auto macro = groups.first_item(tag::pixel_measures_sequence))
    read_aspect(*macro, level, attributes);
  if (const auto macro = groups.first_item(tag::frame_display_shutter_sequence))
    read_shutter(*macro, level, attributes);
  for (const Tag frame_type :
       {tag::mr_image_frame_type_sequence, tag::ct_image_frame_type_sequence}) {
    const auto macro = groups.first_item(frame_type);
    if (!macro)
      continue;
    if (macro->has(tag::frame_type))
      gathered.image_type = macro->texts(tag::frame_type);
    if (macro->has(tag::pixel_presentation))
      gathered.pixel_presentation = macro->text(tag::pixel_presentation);
  }
}

DisplayAttributes DisplayAttributesReader::finish(Gathered gathered) const {
  DisplayAttributes& attributes = gathered.attributes;
  settle_voi_luts(pixel_, attributes);
  attributes.hounsfield_units =
      values_are_hounsfield(attributes, gathered.image_type, is_multi_energy_);
  const bool is_labelmap =
      attributes.segmentation && attributes.segmentation->type == SegmentationType::labelmap;
  const bool is_palette_color = pixel_.photometric_interpretation == "PALETTE COLOR" || is_labelmap;
  const bool is_partly_color =
      gathered.pixel_presentation == "COLOR" && pixel_.samples_per_pixel == 1;
  if (is_palette_color || is_partly_color)
    attributes.palette = palette_;
  attributes.palette_is_supplemental = attributes.palette && !is_palette_color;
  if (gathered.pixel_presentation == "COLOR_RANGE")
    attributes.remarks.push_back({"R39", "Pixel Presentation is COLOR_RANGE: shown in grey"});
  return std::move(gathered.attributes);
}

Result<DisplayAttributes> DisplayAttributesReader::read(const Scan& scan,
                                                        std::uint32_t frame) const {
  Gathered gathered = common_;
  const auto& groups = scan.per_frame_functional_groups;
  if (frame < groups.size()) {
    const auto bytes = copy_item(scan.source, groups[frame]);
    if (!bytes)
      return failure(bytes);
    const auto item = Dataset::parse(*bytes, character_set_);
    if (!item)
      return failure(item);
    read_functional_groups(item->root(), Level::per_frame, gathered);
  } else if (!groups.empty()) {
    gathered.attributes.remarks.push_back(
        {"R9", fmt::format("frame {} has no functional groups of its own: there are {}",
                           frame + std::uint64_t{1}, groups.size())});
  }
  for (const OverlayPlane& plane : overlays_) {
    auto overlay = read_overlay(plane, scan.source, frame);
    if (!overlay)
      gathered.attributes.remarks.push_back({"R18", overlay.error().what});
    else if (*overlay)
      gathered.attributes.overlays.push_back(std::move(**overlay));
  }
  return finish(std::move(gathered));
}

}  // namespace noctis
