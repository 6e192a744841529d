// Overlay planes, of their own or in the unused bits of the pixels (rule R18; PS3.3 C.9.2, C.9.3).

#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/byte_source.hpp"
#include "dicom/dataset.hpp"
#include "dicom/image_pixel.hpp"
#include "dicom/pixel_data.hpp"
#include "dicom/scan.hpp"
#include "frame/display_attributes.hpp"

namespace noctis {

/// One overlay group, its numbers bounded: where its bits are, not the bits.
struct OverlayPlane {
  std::uint16_t group = 0x6000;
  std::uint32_t rows = 0;     ///< 1..65535
  std::uint32_t columns = 0;  ///< 1..65535
  std::uint32_t image_rows = 0;
  std::uint32_t image_columns = 0;
  std::int32_t origin_row = 1;
  std::int32_t origin_column = 1;
  std::uint32_t first_frame = 0;             ///< of the image, 0-based
  std::optional<std::uint32_t> frame_count;  ///< nothing: the one plane belongs to every frame
  std::uint16_t bits_per_word = 1;           ///< 1: packed bits; 8, 16 or 32: one bit of each pixel
  std::uint16_t bit_position = 0;
  bool swap_words = false;
  ByteRange data;
};

/// A bad overlay is a remark.
[[nodiscard]] std::vector<OverlayPlane> read_overlay_planes(
    const Item& dataset, const ImagePixel& pixel, const std::optional<PixelDataElement>& pixel_data,
    const std::vector<ScannedOverlay>& overlays, std::vector<Remark>& remarks);

/// Of a plane larger than the image only what lies on it.  Nothing where the plane does not cover
/// that frame.  Fails with ErrorKind::truncated where its
/// bits are not there.
[[nodiscard]] Result<std::optional<Overlay>> read_overlay(const OverlayPlane& plane,
                                                          const ByteSource& source,
                                                          std::uint32_t frame);

}  // namespace noctis
