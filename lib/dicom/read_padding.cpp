// Rule R11.

#include <algorithm>
#include <optional>

#include "dicom/keywords.hpp"
#include "dicom/read_grey_transform.hpp"

namespace noctis {

namespace {

struct PaddingTags {
  Tag value, range_limit;
};

PaddingTags tags_of(SampleKind sample_kind) noexcept {
  switch (sample_kind) {
    case SampleKind::float32:
      return {tag::float_pixel_padding_value, tag::float_pixel_padding_range_limit};
    case SampleKind::float64:
      return {tag::double_float_pixel_padding_value, tag::double_float_pixel_padding_range_limit};
    case SampleKind::integer:
      break;
  }
  return {tag::pixel_padding_value, tag::pixel_padding_range_limit};
}

/// As the pixels themselves are read: the VR of the attribute, US or SS, is not believed.
std::optional<double> read_value(const Item& dataset, Tag tag, const ImagePixel& pixel,
                                 SampleKind sample_kind) {
  if (sample_kind != SampleKind::integer)
    return dataset.number(tag);
  const auto value = dataset.integer(tag);
  if (!value || pixel.bits_stored > 32)
    return std::nullopt;
  const PixelLayout layout{.bits_stored = pixel.bits_stored, .is_signed = pixel.is_signed};
  return static_cast<double>(stored_value(layout, static_cast<std::uint32_t>(*value)));
}

}  // namespace

void read_padding(const Item& dataset, const ImagePixel& pixel, SampleKind sample_kind,
                  DisplayAttributes& attributes) {
  if (!pixel.photometric_interpretation.starts_with("MONOCHROME"))
    return;
  const PaddingTags tags = tags_of(sample_kind);
  const auto value = read_value(dataset, tags.value, pixel, sample_kind);
  if (!value)
    return;
  const double limit = read_value(dataset, tags.range_limit, pixel, sample_kind).value_or(*value);
  attributes.padding = PixelPadding{std::min(*value, limit), std::max(*value, limit)};
}

}  // namespace noctis
