// The first bytes of an input as Rows, Columns and the rest; what follows is pixels.

#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "base/bytes.hpp"
#include "dicom/image_pixel.hpp"

namespace noctis::fuzz {

struct Described {
  ImagePixel pixel;
  ByteView rest;
};

inline constexpr std::size_t description_size = 9;

inline std::optional<Described> described(ByteView input) {
  if (input.size() < description_size)
    return std::nullopt;
  constexpr std::array<const char*, 8> models = {
      "MONOCHROME2", "MONOCHROME1",  "PALETTE COLOR",   "RGB",
      "YBR_FULL",    "YBR_FULL_422", "YBR_PARTIAL_422", "YBR_RCT"};
  Described result;
  // Mostly small: more pixels cost time and show nothing new.
  const auto side = [](std::uint8_t low, std::uint8_t high) {
    return low % (high == 255 ? 256U : 32U) + (high == 255 ? 256U : 0U);
  };
  result.pixel.rows = side(input[0], input[1]);
  result.pixel.columns = side(input[2], input[3]);
  result.pixel.samples_per_pixel = input[4] % 2 == 0 ? 1 : 3;
  result.pixel.planar_configuration = input[4] / 2 % 2;
  result.pixel.is_signed = input[4] / 4 % 2 != 0;
  result.pixel.bits_allocated = input[5];
  result.pixel.bits_stored = input[6];
  result.pixel.high_bit = input[7];
  result.pixel.photometric_interpretation = models[input[8] % models.size()];
  result.rest = input.subspan(description_size);
  return result;
}

}  // namespace noctis::fuzz
