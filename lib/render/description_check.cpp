// The ranges that frame.hpp and display_attributes.hpp state, for values that come from a row.

#include <cmath>
#include <cstdint>
#include <optional>
#include <string_view>

#include "display/window.hpp"
#include "render/attributes_json.hpp"

namespace noctis {

namespace {

constexpr std::uint32_t largest_side = 65535;
constexpr std::size_t most_entries = 65536;

template <class T>
Result<> within(std::string_view key, T value, T least, T most) {
  if (value < least || value > most)
    return failure(ErrorKind::malformed, "{} is {}, not {} to {}", key, value, least, most);
  return {};
}

Result<> check_bits(const PixelLayout& layout) {
  switch (layout.sample_kind) {
    case SampleKind::integer:
      return within<std::uint16_t>("layout.bits_stored", layout.bits_stored, 1, 32);
    case SampleKind::float32:
      return within<std::uint16_t>("layout.bits_stored", layout.bits_stored, 32, 32);
    case SampleKind::float64:
      return within<std::uint16_t>("layout.bits_stored", layout.bits_stored, 64, 64);
  }
  return {};
}

Result<> check(const PixelLayout& layout) {
  if (auto rows = within("layout.rows", layout.rows, 1U, largest_side); !rows)
    return rows;
  if (auto columns = within("layout.columns", layout.columns, 1U, largest_side); !columns)
    return columns;
  const bool three = layout.photometric == Photometric::rgb ||
                     layout.photometric == Photometric::ybr_full ||
                     layout.photometric == Photometric::ybr_partial;
  if (layout.samples_per_pixel != (three ? 3 : 1))
    return failure(ErrorKind::malformed, "layout.samples_per_pixel is {}, not {}",
                   layout.samples_per_pixel, three ? 3 : 1);
  return check_bits(layout);
}

Result<> check(std::string_view key, const LookupTable& table) {
  if (table.bits_per_entry < 8 || table.bits_per_entry > 16)
    return failure(ErrorKind::malformed, "{}.bits_per_entry is {}, not 8 to 16", key,
                   table.bits_per_entry);
  if (table.entries.empty() || table.entries.size() > most_entries)
    return failure(ErrorKind::malformed, "{}.entries are {}, not 1 to {}", key,
                   table.entries.size(), most_entries);
  return {};
}

Result<> check(const VoiWindow& window) {
  if (const Result<> checked = check_window(window); !checked)
    return failure(ErrorKind::malformed, "windows: {}", checked.error().what);
  return {};
}

Result<> check(const Rescale& rescale) {
  if (!std::isfinite(rescale.slope) || rescale.slope == 0)
    return failure(ErrorKind::malformed, "rescale.slope is {}", rescale.slope);
  if (!std::isfinite(rescale.intercept))
    return failure(ErrorKind::malformed, "rescale.intercept is {}", rescale.intercept);
  return {};
}

Result<> check(const PixelPadding& padding) {
  return within<std::uint16_t>("padding.cut_to", padding.cut_to.value_or(1), 1, 32);
}

Result<> check(const PixelAspect& aspect) {
  if (!std::isfinite(aspect.vertical) || aspect.vertical <= 0)
    return failure(ErrorKind::malformed, "aspect.vertical is {}", aspect.vertical);
  if (!std::isfinite(aspect.horizontal) || aspect.horizontal <= 0)
    return failure(ErrorKind::malformed, "aspect.horizontal is {}", aspect.horizontal);
  return {};
}

Result<> check(const Overlay& overlay) {
  const std::uint64_t pixels = std::uint64_t{overlay.rows} * overlay.columns;
  const std::uint64_t bytes = pixels / 8 + (pixels % 8 != 0 ? 1 : 0);
  if (overlay.bits.size() < bytes)
    return failure(ErrorKind::malformed, "overlays.bits are {} bytes, fewer than {} x {} bits",
                   overlay.bits.size(), overlay.rows, overlay.columns);
  return {};
}

Result<> check(const Segmentation& segmentation) {
  if (segmentation.maximum_fractional_value < 1)
    return failure(ErrorKind::malformed, "segmentation.maximum_fractional_value is 0");
  for (const auto& [value, color] : segmentation.colors) {
    if (color > 0xffffff)
      return failure(ErrorKind::malformed, "segmentation.colors has the color {:#x}", color);
  }
  return {};
}

Result<> check(const Shutter& shutter) {
  if (!shutter.polygon.empty() && shutter.polygon.size() < 3)
    return failure(ErrorKind::malformed, "shutter.polygon has {} vertices", shutter.polygon.size());
  return {};
}

Result<> check_tables(const DisplayAttributes& attributes) {
  if (attributes.modality_lut) {
    if (auto table = check("modality_lut", *attributes.modality_lut); !table)
      return table;
  }
  for (const LookupTable& each : attributes.voi_luts) {
    if (auto table = check("voi_luts", each); !table)
      return table;
  }
  if (!attributes.palette)
    return {};
  if (auto red = check("palette.red", attributes.palette->red); !red)
    return red;
  if (auto green = check("palette.green", attributes.palette->green); !green)
    return green;
  return check("palette.blue", attributes.palette->blue);
}

template <class Parts>
Result<> check_each(const Parts& parts) {
  for (const auto& part : parts) {
    if (auto checked = check(part); !checked)
      return checked;
  }
  return {};
}

template <class Part>
Result<> check_optional(const std::optional<Part>& part) {
  return part ? check(*part) : Result<>();
}

}  // namespace

Result<> check(const FrameDescription& description) {
  const DisplayAttributes& attributes = description.attributes;
  if (auto layout = check(description.layout); !layout)
    return layout;
  if (description.missing_from && *description.missing_from > description.layout.pixel_count())
    return failure(ErrorKind::malformed, "missing_from is {}, beyond {} pixels",
                   *description.missing_from, description.layout.pixel_count());
  const Result<> parts[] = {
      check_optional(attributes.rescale), check_tables(attributes),
      check_each(attributes.windows),     check_optional(attributes.aspect),
      check_each(attributes.overlays),    check_optional(attributes.segmentation),
      check_optional(attributes.shutter), check_optional(attributes.padding),
  };
  for (const Result<>& part : parts) {
    if (!part)
      return part;
  }
  return {};
}

}  // namespace noctis
