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

/// Whether Bits Stored can hold what was written, with or without its sign extended.
bool fits(std::int64_t written, std::int64_t value, const ImagePixel& pixel) noexcept {
  const auto word_of = [bits = pixel.bits_allocated](std::int64_t number) {
    return static_cast<std::uint64_t>(number) & ((std::uint64_t{1} << bits) - 1);
  };
  const std::int64_t cut = value & ((std::int64_t{1} << pixel.bits_stored) - 1);
  return word_of(written) == word_of(value) || word_of(written) == word_of(cut);
}

struct End {
  double value;
  bool is_beyond;  ///< what Bits Stored can hold: then it is one of Bits Allocated
};

/// As the pixels themselves are read: the VR of the attribute, US or SS, is not believed.
std::optional<End> read_end(const Item& dataset, Tag tag, const ImagePixel& pixel,
                            SampleKind sample_kind) {
  if (sample_kind != SampleKind::integer) {
    const auto number = dataset.number(tag);
    return number ? std::optional(End{*number, false}) : std::nullopt;
  }
  const auto written = dataset.integer(tag);
  if (!written || pixel.bits_stored > 32)
    return std::nullopt;
  PixelLayout layout{.bits_stored = pixel.bits_stored, .is_signed = pixel.is_signed};
  const auto word = static_cast<std::uint32_t>(*written);
  const std::int64_t value = stored_value(layout, word);
  if (pixel.bits_allocated > 32 || fits(*written, value, pixel))
    return End{static_cast<double>(value), false};
  layout.bits_stored = pixel.bits_allocated;
  return End{static_cast<double>(stored_value(layout, word)), true};
}

}  // namespace

void read_padding(const Item& dataset, const ImagePixel& pixel, SampleKind sample_kind,
                  DisplayAttributes& attributes) {
  if (!is_grey(pixel))
    return;
  const PaddingTags tags = tags_of(sample_kind);
  const auto value = read_end(dataset, tags.value, pixel, sample_kind);
  if (!value)
    return;
  const End limit = read_end(dataset, tags.range_limit, pixel, sample_kind).value_or(*value);
  PixelPadding padding{std::min(value->value, limit.value), std::max(value->value, limit.value)};
  if (value->is_beyond || limit.is_beyond)
    padding.cut_to = pixel.bits_stored;
  attributes.padding = padding;
}

}  // namespace noctis
