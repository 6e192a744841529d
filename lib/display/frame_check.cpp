#include "display/frame_check.hpp"

#include <cstddef>
#include <string_view>
#include <variant>

namespace noctis {

namespace {

Result<> check_layout(const PixelLayout& layout) {
  if (layout.rows < 1 || layout.rows > 65535)
    return failure(ErrorKind::malformed, "Rows is {}", layout.rows);
  if (layout.columns < 1 || layout.columns > 65535)
    return failure(ErrorKind::malformed, "Columns is {}", layout.columns);
  if (layout.samples_per_pixel != 1 && layout.samples_per_pixel != 3)
    return failure(ErrorKind::malformed, "Samples per Pixel is {}", layout.samples_per_pixel);
  const bool integer = layout.sample_kind == SampleKind::integer;
  if (integer && (layout.bits_stored < 1 || layout.bits_stored > 32))
    return failure(ErrorKind::malformed, "Bits Stored is {}", layout.bits_stored);

  const bool color_model = layout.photometric == Photometric::rgb ||
                           layout.photometric == Photometric::ybr_full ||
                           layout.photometric == Photometric::ybr_partial;
  if (color_model != layout.is_color())
    return failure(ErrorKind::malformed,
                   "Samples per Pixel is {} and does not fit the Photometric Interpretation",
                   layout.samples_per_pixel);
  if (!color_model)
    return {};
  if (!integer)
    return failure(ErrorKind::unsupported, "a colour image of floating point samples");
  const int least = layout.photometric == Photometric::ybr_partial ? 8 : 1;
  if (layout.bits_stored < least || layout.bits_stored > 16)
    return failure(ErrorKind::unsupported, "Bits Stored of a colour image is {}",
                   layout.bits_stored);
  return {};
}

Result<> check_table(const LookupTable& table, std::string_view name) {
  if (table.entries.empty())
    return failure(ErrorKind::malformed, "{} has no entries", name);
  if (table.bits_per_entry < 8 || table.bits_per_entry > 16)
    return failure(ErrorKind::malformed, "{} has entries of {} bits", name, table.bits_per_entry);
  return {};
}

Result<> check_tables(const DisplayAttributes& attributes) {
  if (attributes.modality_lut)
    if (auto checked = check_table(*attributes.modality_lut, "the Modality LUT"); !checked)
      return checked;
  for (const LookupTable& lut : attributes.voi_luts)
    if (auto checked = check_table(lut, "a VOI LUT"); !checked)
      return checked;
  if (attributes.palette)
    for (const LookupTable* table :
         {&attributes.palette->red, &attributes.palette->green, &attributes.palette->blue})
      if (auto checked = check_table(*table, "the palette"); !checked)
        return checked;
  return {};
}

}  // namespace

Result<> check_frame(const Frame& frame, const DisplayAttributes& attributes) {
  const PixelLayout& layout = frame.layout;
  if (auto checked = check_layout(layout); !checked)
    return checked;
  if (frame.samples.index() != samples_for(layout).index())
    return failure(ErrorKind::malformed, "the samples are not of {} bits", layout.bits_stored);
  const std::size_t size = std::visit([](const auto& all) { return all.size(); }, frame.samples);
  if (size != layout.sample_count())
    return failure(ErrorKind::malformed, "the frame has {} of {} samples", size,
                   layout.sample_count());
  if (auto checked = check_tables(attributes); !checked)
    return checked;
  const bool label_map =
      attributes.segmentation && attributes.segmentation->type == SegmentationType::labelmap;
  if (label_map && layout.sample_kind != SampleKind::integer)
    return failure(ErrorKind::malformed, "a label map of floating point samples");
  if (layout.photometric == Photometric::palette_color && !attributes.palette && !label_map)
    return failure(ErrorKind::malformed, "PALETTE COLOR without a palette");
  return {};
}

}  // namespace noctis
