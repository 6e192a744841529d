// Codestreams for tests, made by encoders that share nothing with the decoders under test but their
// library.

#pragma once

#include <cstdint>
#include <vector>

#include "base/bytes.hpp"
#include "dicom/image_pixel.hpp"
#include "frame/frame.hpp"

namespace noctis::test {

/// A picture to encode: unsigned samples, interleaved by pixel.
struct Raster {
  std::uint32_t rows = 0;
  std::uint32_t columns = 0;
  std::uint32_t components = 1;
  std::uint32_t precision = 8;
  std::vector<std::uint16_t> samples;
};

/// Smooth, with some noise and with the ends of the range in it.
[[nodiscard]] Raster make_raster(std::uint32_t rows, std::uint32_t columns,
                                 std::uint32_t components, std::uint32_t precision,
                                 std::uint32_t seed = 1);

/// The attributes that belong to it: Bits Allocated 8 or 16, MONOCHROME2 or RGB.
[[nodiscard]] ImagePixel attributes_of(const Raster& raster);

/// The frame's samples, whatever word they are in.
[[nodiscard]] std::vector<std::uint16_t> samples_of(const Frame& frame);

/// The greatest difference between two samples; 65536 where there are not as many.
[[nodiscard]] int greatest_difference(const Frame& frame, const Raster& raster);

struct JpegOptions {
  int quality = 95;
  int chroma_columns = 1;  ///< 2: 4:2:2, or 4:2:0 with chroma_rows
  int chroma_rows = 1;
  bool progressive = false;
  bool arithmetic = false;
  bool jfif = false;
  bool adobe = false;            ///< with the transform that the samples have had
  bool samples_are_rgb = false;  ///< component ids R, G, B
  int restart_rows = 0;
};
[[nodiscard]] Bytes encode_jpeg_8_bit(const Raster& raster, const JpegOptions& options = {});

/// By DCMTK.
[[nodiscard]] Bytes encode_jpeg_12_bit(const Raster& raster);
[[nodiscard]] Bytes encode_jpeg_lossless(const Raster& raster, int predictor = 1,
                                         int point_transform = 0);

enum class Interleave : std::uint8_t { none, line, sample };
[[nodiscard]] Bytes encode_jpeg_ls(const Raster& raster, int near_lossless = 0,
                                   Interleave interleave = Interleave::none);

struct Jpeg2000Options {
  bool reversible = true;
  bool multiple_component_transform = true;
  bool boxes = false;
  bool is_signed = false;  ///< the samples are two's complement in `precision` bits
  int tile = 0;            ///< edge; 0: one tile
  int chroma_columns = 1;
};
[[nodiscard]] Bytes encode_jpeg_2000(const Raster& raster, const Jpeg2000Options& options = {});

[[nodiscard]] Bytes encode_jpeg_xl(const Raster& raster, bool lossless = true,
                                   bool container = false);
/// A JPEG codestream recompressed.
[[nodiscard]] Bytes recompress_as_jpeg_xl(ByteView jpeg);

struct FamilySample {
  const char* uid;
  Raster raster;
  Bytes codestream;
};
/// Small pictures: every decoder family, grey and colour, lossless and lossy.
[[nodiscard]] std::vector<FamilySample> one_of_each_family();

}  // namespace noctis::test
