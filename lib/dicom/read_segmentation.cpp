#include "dicom/read_segmentation.hpp"

#include <string>

#include "dicom/cie_lab.hpp"
#include "dicom/keywords.hpp"

namespace noctis {

namespace {

constexpr std::int64_t word_limit = 0xFFFF;

std::optional<SegmentationType> type_of(const std::string& name) {
  if (name == "BINARY")
    return SegmentationType::binary;
  if (name == "FRACTIONAL")
    return SegmentationType::fractional;
  if (name == "LABELMAP")
    return SegmentationType::labelmap;
  return std::nullopt;
}

// Segmentation and Label Map Segmentation Storage; one whose class is missing, by its modality.
bool is_segmentation(const Item& dataset) {
  const std::string sop_class_uid = dataset.text(tag::sop_class_uid);
  return sop_class_uid == "1.2.840.10008.5.1.4.1.1.66.4" ||
         sop_class_uid == "1.2.840.10008.5.1.4.1.1.66.7" ||
         (sop_class_uid.empty() && dataset.text(tag::modality) == "SEG");
}

std::optional<std::uint32_t> recommended_color(const Item& segment) {
  std::array<std::uint16_t, 3> lab;
  for (std::size_t i = 0; i < lab.size(); ++i) {
    const auto value = segment.integer(tag::recommended_display_cie_lab_value, i);
    if (!value || *value < 0 || *value > word_limit)
      return std::nullopt;
    lab[i] = static_cast<std::uint16_t>(*value);
  }
  return srgb_of_cie_lab(lab);
}

}  // namespace

std::optional<Segmentation> read_segmentation(const Item& dataset) {
  const auto type = type_of(dataset.text(tag::segmentation_type));
  if (!type || !is_segmentation(dataset))
    return std::nullopt;
  Segmentation segmentation{.type = *type};
  const auto maximum = dataset.integer(tag::maximum_fractional_value);
  if (*type == SegmentationType::fractional)
    segmentation.maximum_fractional_value = 255;
  if (maximum && *maximum >= 1 && *maximum <= word_limit)
    segmentation.maximum_fractional_value = static_cast<std::uint16_t>(*maximum);
  if (*type != SegmentationType::labelmap)
    return segmentation;
  for (const Item& segment : dataset.items(tag::segment_sequence)) {
    const auto number = segment.integer(tag::segment_number);
    const auto color = recommended_color(segment);
    if (number && *number >= 0 && *number <= word_limit && color)
      segmentation.colors.emplace_back(static_cast<std::uint32_t>(*number), *color);
  }
  return segmentation;
}

}  // namespace noctis
