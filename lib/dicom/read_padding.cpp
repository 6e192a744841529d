// Rule R11.

#include <algorithm>
#include <optional>
#include <vector>

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

/// As the pixels themselves are read: the VR of the attribute, US or SS, is not believed.
std::optional<double> read_value(const Item& dataset, Tag tag, const ImagePixel& pixel,
                                 SampleKind sample_kind, bool has_codestreams,
                                 std::vector<Remark>& remarks) {
  if (sample_kind != SampleKind::integer)
    return dataset.number(tag);
  const auto written = dataset.integer(tag);
  if (!written || pixel.bits_stored > 32)
    return std::nullopt;
  const PixelLayout layout{.bits_stored = pixel.bits_stored, .is_signed = pixel.is_signed};
  const std::int64_t value = stored_value(layout, static_cast<std::uint32_t>(*written));
  if (pixel.bits_allocated > 32 || fits(*written, value, pixel))
    return static_cast<double>(value);
  if (has_codestreams) {
    const PixelLayout word{.bits_stored = pixel.bits_allocated, .is_signed = pixel.is_signed};
    return static_cast<double>(stored_value(word, static_cast<std::uint32_t>(*written)));
  }
  remarks.push_back(
      {"R11", fmt::format("the padding value {} of {} is beyond {} bits: cut off to {}, as "
                          "pixels are",
                          to_string(tag), *written, pixel.bits_stored, value)});
  return static_cast<double>(value);
}

}  // namespace

void read_padding(const Item& dataset, const ImagePixel& pixel, SampleKind sample_kind,
                  bool has_codestreams, DisplayAttributes& attributes) {
  if (!is_grey(pixel))
    return;
  const PaddingTags tags = tags_of(sample_kind);
  const auto value =
      read_value(dataset, tags.value, pixel, sample_kind, has_codestreams, attributes.remarks);
  if (!value)
    return;
  const double limit =
      read_value(dataset, tags.range_limit, pixel, sample_kind, has_codestreams, attributes.remarks)
          .value_or(*value);
  attributes.padding = PixelPadding{std::min(*value, limit), std::max(*value, limit)};
}

}  // namespace noctis
