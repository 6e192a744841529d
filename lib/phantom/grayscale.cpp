// Rescale, window, VOI LUT, palette and overlay.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "phantom/attributes.hpp"
#include "phantom/canvas.hpp"
#include "phantom/dataset.hpp"
#include "phantom/identity.hpp"

namespace noctis::phantom {

namespace {

struct Voi {
  std::string center, width, explanation;  // any number of values
  std::int32_t first = 0;                  // of the equivalent LUT
  std::uint32_t entries = 0;
};

// A window on values that were drawn for 12 bits.
Voi scaled_window(const Plan& plan, std::int64_t center, std::int64_t width) {
  const int bits = plan.shape.bits_stored;
  const std::int64_t whole = std::int64_t{1} << bits;
  center = center * whole / 4096;
  width = width * whole / 4096;
  if (plan.spec.monochrome1)
    center = whole - center;
  return {std::to_string(center), std::to_string(width), "NORMAL", 0,
          static_cast<std::uint32_t>(std::min<std::int64_t>(whole, 65536))};
}

std::optional<Voi> voi_of(const Plan& plan) {
  switch (plan.spec.kind) {
    case PhantomKind::ct:
      return Voi{"40\\-600", "400\\1500", "SOFT TISSUE\\LUNG", -1024, 4096};
    case PhantomKind::mr:
      return scaled_window(plan, 1700, 3400);
    case PhantomKind::cr:
    case PhantomKind::dx:
      return scaled_window(plan, 2000, 3800);
    case PhantomKind::nm:
      return Voi{plan.spec.monochrome1
                     ? std::to_string((std::int64_t{1} << plan.shape.bits_stored) - 800)
                     : "800",
                 "1600", "", 0, 0};
    case PhantomKind::pt:
      return Voi{"5000", "10000", "", 0, 0};
    default:
      return std::nullopt;
  }
}

// A curve rather than a line, so that a VOI LUT is told from a window.
void put_voi_lut(DcmItem& dataset, const Voi& voi, bool is_signed) {
  std::vector<std::uint16_t> entries(voi.entries);
  const std::int64_t last = std::int64_t{voi.entries} - 1;
  for (std::size_t i = 0; i < entries.size(); ++i)
    entries[i] =
        static_cast<std::uint16_t>(root(static_cast<std::int64_t>(i) * 4095 * 4095 / last));
  DcmItem& lut = add_item(dataset, DCM_VOILUTSequence);
  put_descriptor(lut, DCM_LUTDescriptor, voi.entries % 65536, voi.first, 12, is_signed);
  put(lut, DCM_LUTExplanation, "ROOT");
  put_words(lut, DCM_LUTData, entries);
}

}  // namespace

void put_grayscale(DcmItem& dataset, const Plan& plan, std::uint32_t instance) {
  const PhantomKind kind = plan.spec.kind;
  const PlannedRescale rescale = rescale_of(plan, instance);
  if (kind == PhantomKind::ct || kind == PhantomKind::pt || kind == PhantomKind::dx) {
    put(dataset, DCM_RescaleIntercept, std::to_string(rescale.intercept));
    put(dataset, DCM_RescaleSlope, decimal(rescale.slope_millionths, 6));
    if (kind != PhantomKind::pt)
      put(dataset, DCM_RescaleType, kind == PhantomKind::ct ? "HU" : "US");
  }
  const auto voi = voi_of(plan);
  if (!voi || !plan.spec.window)
    return;
  if (plan.spec.voi_lut)
    return put_voi_lut(dataset, *voi, kind == PhantomKind::ct);
  put(dataset, DCM_WindowCenter, voi->center);
  put(dataset, DCM_WindowWidth, voi->width);
  if (!voi->explanation.empty())
    put(dataset, DCM_WindowCenterWidthExplanation, voi->explanation);
}

void put_palette(DcmItem& dataset, const Plan& plan) {
  const std::uint16_t bits = plan.spec.palette_bits;
  const auto channel = [&](const DcmTagKey& descriptor, const DcmTagKey& data, std::int64_t from,
                           std::int64_t to) {
    put_descriptor(dataset, descriptor, 256, 0, bits, false);
    std::vector<std::uint16_t> entries(256);
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const std::int64_t level = std::clamp<std::int64_t>(
          (static_cast<std::int64_t>(i) - from) * 255 / (to - from), 0, 255);
      entries[i] = static_cast<std::uint16_t>(bits == 16 ? level * 257 : level);
    }
    if (bits == 8) {  // two entries a word, the first in the low byte
      for (std::size_t i = 0; i < 128; ++i)
        entries[i] = static_cast<std::uint16_t>(entries[2 * i] | (entries[2 * i + 1] << 8));
      entries.resize(128);
    }
    put_words(dataset, data, entries);
  };
  // Hot metal: red, then yellow, then white.
  channel(DCM_RedPaletteColorLookupTableDescriptor, DCM_RedPaletteColorLookupTableData, 0, 128);
  channel(DCM_GreenPaletteColorLookupTableDescriptor, DCM_GreenPaletteColorLookupTableData, 64,
          200);
  channel(DCM_BluePaletteColorLookupTableDescriptor, DCM_BluePaletteColorLookupTableData, 160, 255);
}

void put_overlay(DcmItem& dataset, const Plan& plan) {
  const std::uint32_t rows = plan.spec.rows;
  const std::uint32_t columns = plan.spec.columns;
  std::vector<std::uint16_t> words((std::size_t{rows} * columns + 15) / 16);
  const auto draw = [&](std::uint32_t row, std::uint32_t column) {
    const std::size_t bit = std::size_t{row} * columns + column;
    words[bit / 16] = static_cast<std::uint16_t>(words[bit / 16] | (1U << (bit % 16)));
  };
  for (std::uint32_t column = 2; column < columns - 2; ++column) {
    draw(2, column);
    draw(rows - 3, column);
  }
  for (std::uint32_t row = 2; row < rows - 2; ++row) {
    draw(row, 2);
    draw(row, columns - 3);
  }
  put(dataset, DcmTagKey(0x6000, 0x0010), static_cast<std::uint16_t>(rows));
  put(dataset, DcmTagKey(0x6000, 0x0011), static_cast<std::uint16_t>(columns));
  put(dataset, DcmTagKey(0x6000, 0x0040), "G");
  const Sint16 origin[] = {1, 1};
  dataset.putAndInsertSint16Array(DcmTag(0x6000, 0x0050, EVR_SS), origin, 2);
  put(dataset, DcmTagKey(0x6000, 0x0100), std::uint16_t{1});
  put(dataset, DcmTagKey(0x6000, 0x0102), std::uint16_t{0});
  put_words(dataset, DcmTagKey(0x6000, 0x3000), words);
}

}  // namespace noctis::phantom
