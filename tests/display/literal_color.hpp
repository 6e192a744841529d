// Rules R14 to R16 and R23: the colour of one pixel.

#pragma once

#include <algorithm>
#include <array>
#include <cmath>

#include "display/literal_values.hpp"

namespace noctis::test::literal {

using Color = std::array<std::uint8_t, 3>;

/// R15.  Palettes of 8 bits and of 16, of which all three have as many.
inline Color by_palette(const Palette& palette, double value) {
  std::uint16_t greatest = 0;
  for (const LookupTable* table : {&palette.red, &palette.green, &palette.blue})
    for (const std::uint16_t each : table->entries)
      greatest = std::max(greatest, each);
  const double white = palette.red.bits_per_entry == 8 || greatest <= 255 ? 255 : 65535;
  const auto of = [&](const LookupTable& table) {
    return grey_of_quotient(entry(table, value) * 255 / white);
  };
  return {of(palette.red), of(palette.green), of(palette.blue)};
}

/// R16.  PS3.3 C.7.6.3.1.2 gives Y, CB and CR of R, G and B; this is its inverse, by ITU-R BT.601:
/// luminance 0..1, chrominance -1/2..1/2.
inline Color by_luminance(double y, double cb, double cr) {
  const double red = y + 2 * (1 - 0.299) * cr, blue = y + 2 * (1 - 0.114) * cb;
  const double green = (y - 0.299 * red - 0.114 * blue) / 0.587;
  return {grey_of_quotient(255 * red), grey_of_quotient(255 * green), grey_of_quotient(255 * blue)};
}

/// Of three samples a pixel.
inline Color by_samples(const Frame& frame, std::size_t pixel) {
  const double a = stored(frame, 3 * pixel), b = stored(frame, 3 * pixel + 1),
               c = stored(frame, 3 * pixel + 2);
  const double bits = frame.layout.bits_stored;
  const double white = std::pow(2, bits) - 1, middle = std::pow(2, bits - 1);
  if (frame.layout.photometric == Photometric::rgb)
    return {grey_of_quotient(255 * a / white), grey_of_quotient(255 * b / white),
            grey_of_quotient(255 * c / white)};
  if (frame.layout.photometric == Photometric::ybr_full)
    return by_luminance(a / white, (b - middle) / white, (c - middle) / white);
  const double unit = std::pow(2, bits - 8);
  return by_luminance((a - 16 * unit) / (219 * unit), (b - middle) / (224 * unit),
                      (c - middle) / (224 * unit));
}

/// R23: the segment's colour, else one of twelve; 0 is black.
inline Color by_label(const Segmentation& segmentation, double value) {
  constexpr std::array<std::uint32_t, 12> ours = {0xe6194b, 0x3cb44b, 0x4363d8, 0xffe119,
                                                  0xf58231, 0x42d4f4, 0xf032e6, 0xbfef45,
                                                  0xfabed4, 0x469990, 0xdcbeff, 0x9a6324};
  std::uint32_t color =
      value < 1 ? 0 : ours[static_cast<std::size_t>(std::fmod(value - 1, ours.size()))];
  for (const auto& [label, recommended] : segmentation.colors) {
    if (label == value) {
      color = recommended;
      break;
    }
  }
  return {static_cast<std::uint8_t>(color / 65536), static_cast<std::uint8_t>(color / 256 % 256),
          static_cast<std::uint8_t>(color % 256)};
}

}  // namespace noctis::test::literal
