// The Image Pixel Module in its own words, bounded but not yet believed (PS3.3 C.7.6.3).

#pragma once

#include <cstdint>
#include <string>

namespace noctis {

struct ImagePixel {
  std::uint32_t rows = 0;                                  ///< 1..65535
  std::uint32_t columns = 0;                               ///< 1..65535
  std::uint16_t samples_per_pixel = 1;                     ///< 1 or 3
  std::uint16_t bits_allocated = 16;                       ///< 1, 8, 16, 24, 32 or 64
  std::uint16_t bits_stored = 16;                          ///< 1..bits_allocated
  std::uint16_t high_bit = 15;                             ///< < bits_allocated, >= bits_stored - 1
  std::uint16_t planar_configuration = 0;                  ///< 0: by pixel; 1: by plane
  bool is_signed = false;                                  ///< Pixel Representation
  std::string photometric_interpretation = "MONOCHROME2";  ///< as written, trimmed
};

/// Whether the samples are greys: what is unknown of one sample a pixel is taken as MONOCHROME2.
[[nodiscard]] inline bool is_grey(const ImagePixel& pixel) noexcept {
  return pixel.samples_per_pixel == 1 && pixel.photometric_interpretation != "PALETTE COLOR";
}

}  // namespace noctis
