#include "render/explain.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "display/padding.hpp"
#include "render/attributes_fields.hpp"
#include "render/encode_picture.hpp"

namespace noctis {

namespace {

json::string text_of(std::string_view text) {
  return json::string(text.data(), text.size());
}

template <class Enumeration>
json::string name_of(Enumeration value) {
  return text_of(names_of(value)[static_cast<std::size_t>(value)]);
}

json::value level_of(const std::optional<Level>& level) {
  return level ? json::value(name_of(*level)) : json::value(nullptr);
}

std::string_view keyword_of(VoiFunction function) {
  switch (function) {
    case VoiFunction::linear_exact:
      return "LINEAR_EXACT";
    case VoiFunction::sigmoid:
      return "SIGMOID";
    case VoiFunction::linear:
      break;
  }
  return "LINEAR";
}

std::string_view name_of_source(VoiSource source) {
  switch (source) {
    case VoiSource::asked:
      return "asked";
    case VoiSource::file:
      return "file";
    case VoiSource::percentiles:
      return "percentiles";
    case VoiSource::whole_range:
      return "whole_range";
    case VoiSource::identity:
      return "identity";
    case VoiSource::hounsfield_units:
      return "hounsfield_units";
    case VoiSource::dose:
      return "dose";
  }
  return {};
}

json::object explain_stored(const Frame& frame) {
  const PixelLayout& layout = frame.layout;
  json::object stored{{"rows", layout.rows},
                      {"columns", layout.columns},
                      {"samples_per_pixel", layout.samples_per_pixel},
                      {"sample_kind", name_of(layout.sample_kind)},
                      {"bits_stored", layout.bits_stored},
                      {"signed", layout.is_signed},
                      {"photometric", name_of(layout.photometric)}};
  stored["missing_from"] =
      frame.missing_from ? json::value(std::uint64_t{*frame.missing_from}) : json::value(nullptr);
  return stored;
}

json::object explain_table(const LookupTable& table) {
  return {{"entries", std::uint64_t{table.entries.size()}},
          {"first_value_mapped", table.first_value_mapped},
          {"bits_per_entry", table.bits_per_entry},
          {"explanation", text_of(table.explanation)}};
}

json::object explain_modality(const DisplayAttributes& attributes, const AppliedVoi& voi) {
  json::object modality;
  if (voi.of_stored_values) {  // R21
    return {{"by", "identity"}, {"hounsfield_units", false}};
  }
  if (attributes.modality_lut) {
    modality = {{"by", "lut"}, {"lut", explain_table(*attributes.modality_lut)}};
  } else if (attributes.rescale) {
    modality = {{"by", "rescale"},
                {"slope", attributes.rescale->slope},
                {"intercept", attributes.rescale->intercept}};
  } else {
    return {{"by", "identity"}, {"hounsfield_units", attributes.hounsfield_units}};
  }
  modality["type"] = text_of(attributes.rescale_type);
  modality["level"] = level_of(attributes.modality_level);
  modality["hounsfield_units"] = attributes.hounsfield_units;
  return modality;
}

json::object explain_window(const VoiWindow& window) {
  return {{"center", window.center},
          {"width", window.width},
          {"function", text_of(keyword_of(window.function))},
          {"explanation", text_of(window.explanation)}};
}

json::object explain_voi(const AppliedVoi& voi, const DisplayAttributes& attributes,
                         const View& view) {
  json::object result{{"source", text_of(name_of_source(voi.source))}};
  if (voi.window) {
    result["by"] = "window";
    result["window"] = explain_window(*voi.window);
  } else if (voi.lut && *voi.lut < attributes.voi_luts.size()) {
    result["by"] = "lut";
    result["lut"] = explain_table(attributes.voi_luts[*voi.lut]);
  } else if (voi.range) {
    result["by"] = "range";
    result["range"] = {{"low", voi.range->low}, {"high", voi.range->high}};
  } else {
    result["by"] = "one_grey";
    result["share_of_white"] = voi.grey_share.value_or(0);
  }
  if (voi.source == VoiSource::file) {
    result["view"] = view.file_view + std::uint64_t{1};
    result["views"] = std::uint64_t{attributes.voi_luts.size() + attributes.windows.size()};
    result["level"] = level_of(attributes.voi_level);
  }
  result["of_stored_values"] = voi.of_stored_values;
  return result;
}

// Photometric Interpretation turns only greys that went through a VOI over.
json::object explain_polarity(const Frame& frame, const DisplayAttributes& attributes,
                              const View& view, bool has_voi) {
  const bool inverse = frame.layout.photometric == Photometric::monochrome1;
  json::object polarity;
  if (has_voi) {
    polarity["photometric_interpretation"] = inverse ? "MONOCHROME1" : "MONOCHROME2";
    polarity["presentation_lut_shape"] = text_of(attributes.presentation_lut_shape);
  }
  polarity["asked"] = view.invert;
  polarity["inverted"] = (has_voi && inverse) != view.invert;
  return polarity;
}

// Which way a picture of three channels got its colours.
json::value explain_color(const Frame& frame, const DisplayAttributes& attributes,
                          std::uint32_t channels) {
  if (channels != 3)
    return nullptr;
  if (frame.layout.is_color())
    return {{"by", name_of(frame.layout.photometric)}};
  if (!attributes.palette)
    return {{"by", "segment_colors"},
            {"recommended", std::uint64_t{attributes.segmentation->colors.size()}}};
  return {{"by", attributes.palette_is_supplemental ? "supplemental_palette" : "palette"},
          {"entries", std::uint64_t{attributes.palette->red.entries.size()}},
          {"first_value_mapped", attributes.palette->red.first_value_mapped},
          {"bits_per_entry", attributes.palette->red.bits_per_entry}};
}

json::value explain_segmentation(const DisplayAttributes& attributes) {
  if (!attributes.segmentation)
    return nullptr;
  return {{"type", name_of(attributes.segmentation->type)},
          {"maximum_fractional_value", attributes.segmentation->maximum_fractional_value}};
}

json::value explain_shutter(const DisplayAttributes& attributes, const View& view) {
  if (!attributes.shutter)
    return nullptr;
  return {{"asked", view.shutter},
          {"rectangle", attributes.shutter->rectangle.has_value()},
          {"circle", attributes.shutter->circle.has_value()},
          {"polygon", !attributes.shutter->polygon.empty()},
          {"level", level_of(attributes.shutter_level)}};
}

json::array explain_overlays(const DisplayAttributes& attributes, const View& view) {
  json::array overlays;
  for (const Overlay& overlay : attributes.overlays)
    overlays.push_back({{"group", text_of(fmt::format("{:04X}", overlay.group))},
                        {"asked", view.overlays},
                        {"rows", overlay.rows},
                        {"columns", overlay.columns},
                        {"origin", {overlay.origin_row, overlay.origin_column}}});
  return overlays;
}

json::value explain_aspect(const DisplayAttributes& attributes, const View& view, bool is_squared) {
  if (!attributes.aspect)
    return nullptr;
  return {{"vertical", attributes.aspect->vertical},
          {"horizontal", attributes.aspect->horizontal},
          {"source", text_of(attributes.aspect->source)},
          {"level", level_of(attributes.aspect_level)},
          {"asked", view.square_pixels},
          {"squared", is_squared}};
}

json::value explain_profile(const Frame& frame, const DisplayAttributes& attributes,
                            std::uint32_t channels) {
  if (channels != 3)
    return nullptr;
  const ChosenProfile chosen = choose_profile(frame, attributes);
  json::object profile{{"source", text_of(chosen.source)},
                       {"bytes", std::uint64_t{chosen.profile.size()}}};
  profile["is_refused"] = (!attributes.icc_profile.empty() && chosen.source != "file") ||
                          (!frame.icc_profile.empty() && chosen.source == "srgb");
  return profile;
}

json::array explain_remarks(const std::vector<Remark>& remarks) {
  json::array result;
  for (const Remark& remark : remarks)
    result.push_back({{"rule", text_of(remark.rule)}, {"text", text_of(remark.text)}});
  return result;
}

template <class Sample>
json::object explain_picture(const Frame& frame, const DisplayAttributes& attributes,
                             const View& view, const BasicPicture<Sample>& picture) {
  const std::uint32_t channels = picture.image.channels;
  json::object all;
  all["stored"] = explain_stored(frame);
  all["padding"] = nullptr;
  all["modality"] = nullptr;
  all["voi"] = nullptr;
  all["polarity"] = explain_polarity(frame, attributes, view, picture.voi.has_value());
  if (picture.voi) {  // grey, or grey in part
    if (const auto padding = padding_of(frame.layout, attributes))
      all["padding"] = {{"low", padding->low}, {"high", padding->high}};
    all["modality"] = explain_modality(attributes, *picture.voi);
    all["voi"] = explain_voi(*picture.voi, attributes, view);
  }
  all["color"] = explain_color(frame, attributes, channels);
  all["segmentation"] = explain_segmentation(attributes);
  all["shutter"] = explain_shutter(attributes, view);
  all["overlays"] = explain_overlays(attributes, view);
  all["aspect"] = explain_aspect(attributes, view, picture.is_squared);
  all["icc_profile"] = explain_profile(frame, attributes, channels);
  all["picture"] = {{"width", picture.image.width},
                    {"height", picture.image.height},
                    {"channels", channels},
                    {"bits", std::uint64_t{8 * sizeof(Sample)}}};
  all["remarks"] = explain_remarks(picture.remarks);
  return all;
}

}  // namespace

json::object explain(const Frame& frame, const DisplayAttributes& attributes, const View& view,
                     const Picture& picture) {
  return explain_picture(frame, attributes, view, picture);
}

json::object explain(const Frame& frame, const DisplayAttributes& attributes, const View& view,
                     const Picture16& picture) {
  return explain_picture(frame, attributes, view, picture);
}

}  // namespace noctis
