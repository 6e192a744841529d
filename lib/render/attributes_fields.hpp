// The keys of each struct that a master's row holds, in the order they are written.

#pragma once

#include <array>
#include <concepts>
#include <string_view>
#include <type_traits>

#include "frame/display_attributes.hpp"
#include "frame/frame.hpp"
#include "render/attributes_json.hpp"

namespace noctis {

constexpr std::array<std::string_view, 3> names_of(VoiFunction /*unused*/) {
  return {"linear", "linear_exact", "sigmoid"};
}

constexpr std::array<std::string_view, 3> names_of(SegmentationType /*unused*/) {
  return {"binary", "fractional", "labelmap"};
}

constexpr std::array<std::string_view, 3> names_of(SampleKind /*unused*/) {
  return {"integer", "float32", "float64"};
}

constexpr std::array<std::string_view, 3> names_of(Level /*unused*/) {
  return {"dataset", "shared", "per_frame"};
}

constexpr std::array<std::string_view, 6> names_of(Photometric /*unused*/) {
  return {"monochrome1", "monochrome2", "palette_color", "rgb", "ybr_full", "ybr_partial"};
}

/// T, or T const: one list serves reading and writing.
template <class S, class T>
concept either = std::same_as<std::remove_const_t<S>, T>;

template <either<Remark> S, class Visit>
void for_each_field(S& remark, Visit&& visit) {
  visit("rule", remark.rule);
  visit("text", remark.text);
}

template <either<PixelLayout> S, class Visit>
void for_each_field(S& layout, Visit&& visit) {
  visit("rows", layout.rows);
  visit("columns", layout.columns);
  visit("samples_per_pixel", layout.samples_per_pixel);
  visit("bits_stored", layout.bits_stored);
  visit("is_signed", layout.is_signed);
  visit("sample_kind", layout.sample_kind);
  visit("photometric", layout.photometric);
}

template <either<Rescale> S, class Visit>
void for_each_field(S& rescale, Visit&& visit) {
  visit("slope", rescale.slope);
  visit("intercept", rescale.intercept);
}

template <either<LookupTable> S, class Visit>
void for_each_field(S& table, Visit&& visit) {
  visit("first_value_mapped", table.first_value_mapped);
  visit("bits_per_entry", table.bits_per_entry);
  visit("entries", table.entries);
  visit("explanation", table.explanation);
}

template <either<VoiWindow> S, class Visit>
void for_each_field(S& window, Visit&& visit) {
  visit("center", window.center);
  visit("width", window.width);
  visit("function", window.function);
  visit("explanation", window.explanation);
}

template <either<PixelPadding> S, class Visit>
void for_each_field(S& padding, Visit&& visit) {
  visit("low", padding.low);
  visit("high", padding.high);
  visit("cut_to", padding.cut_to);
}

template <either<PixelAspect> S, class Visit>
void for_each_field(S& aspect, Visit&& visit) {
  visit("vertical", aspect.vertical);
  visit("horizontal", aspect.horizontal);
  visit("source", aspect.source);
}

template <either<Palette> S, class Visit>
void for_each_field(S& palette, Visit&& visit) {
  visit("red", palette.red);
  visit("green", palette.green);
  visit("blue", palette.blue);
}

template <either<Overlay> S, class Visit>
void for_each_field(S& overlay, Visit&& visit) {
  visit("group", overlay.group);
  visit("rows", overlay.rows);
  visit("columns", overlay.columns);
  visit("origin_row", overlay.origin_row);
  visit("origin_column", overlay.origin_column);
  visit("bits", overlay.bits);
}

template <either<Segmentation> S, class Visit>
void for_each_field(S& segmentation, Visit&& visit) {
  visit("type", segmentation.type);
  visit("maximum_fractional_value", segmentation.maximum_fractional_value);
  visit("colors", segmentation.colors);
}

template <either<Shutter::Rectangle> S, class Visit>
void for_each_field(S& rectangle, Visit&& visit) {
  visit("left", rectangle.left);
  visit("right", rectangle.right);
  visit("top", rectangle.top);
  visit("bottom", rectangle.bottom);
}

template <either<Shutter::Circle> S, class Visit>
void for_each_field(S& circle, Visit&& visit) {
  visit("center_row", circle.center_row);
  visit("center_column", circle.center_column);
  visit("radius", circle.radius);
}

template <either<Shutter> S, class Visit>
void for_each_field(S& shutter, Visit&& visit) {
  visit("rectangle", shutter.rectangle);
  visit("circle", shutter.circle);
  visit("polygon", shutter.polygon);
  visit("presentation_value", shutter.presentation_value);
}

template <either<DisplayAttributes> S, class Visit>
void for_each_field(S& attributes, Visit&& visit) {
  visit("sop_class_uid", attributes.sop_class_uid);
  visit("modality", attributes.modality);
  visit("body_part_examined", attributes.body_part_examined);
  visit("rescale", attributes.rescale);
  visit("modality_lut", attributes.modality_lut);
  visit("rescale_type", attributes.rescale_type);
  visit("hounsfield_units", attributes.hounsfield_units);
  visit("voi_luts", attributes.voi_luts);
  visit("windows", attributes.windows);
  visit("presentation_lut_shape", attributes.presentation_lut_shape);
  visit("padding", attributes.padding);
  visit("aspect", attributes.aspect);
  visit("palette", attributes.palette);
  visit("palette_is_supplemental", attributes.palette_is_supplemental);
  visit("segmentation", attributes.segmentation);
  visit("overlays", attributes.overlays);
  visit("shutter", attributes.shutter);
  visit("icc_profile", attributes.icc_profile);
  visit("modality_level", attributes.modality_level);
  visit("voi_level", attributes.voi_level);
  visit("aspect_level", attributes.aspect_level);
  visit("shutter_level", attributes.shutter_level);
  visit("remarks", attributes.remarks);
}

template <either<FrameDescription> S, class Visit>
void for_each_field(S& description, Visit&& visit) {
  visit("layout", description.layout);
  visit("missing_from", description.missing_from);
  visit("frame_remarks", description.frame_remarks);
  visit("frame_icc_profile", description.frame_icc_profile);
  visit("attributes", description.attributes);
}

}  // namespace noctis
