// The order of a series' images; which of them stands for it, and which frame for an image (R30).

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace noctis {

/// What of an image decides whether it stands for its series.
struct SeriesImage {
  std::optional<std::array<double, 3>> image_position;     ///< mm
  std::optional<std::array<double, 6>> image_orientation;  ///< cosines of row and column
  std::optional<std::int64_t> instance_number;
  bool is_localizer = false;       ///< Image Type value 3
  bool is_for_processing = false;  ///< Presentation Intent Type
};

/// The middle one along the normal of their common orientation, of those that are neither
/// localizers nor for processing where there are such; by Instance Number where they have no common
/// orientation; of two middle ones the first.  What is equal stays in the order given.  PS3.3
/// C.7.6.2, C.8.2.1.1.1.  Precondition: there is an image.
[[nodiscard]] std::size_t representative_image(std::span<const SeriesImage> images);

/// All of them, by position along the normal of their common orientation, else by Instance Number;
/// those without one last.  What is equal stays in the order given.
[[nodiscard]] std::vector<std::size_t> spatial_order(std::span<const SeriesImage> images);

/// Representative Frame Number (0028,6010) where it is one of the frames, else the middle one;
/// 1-based.  PS3.3 C.7.6.9.  Precondition: frames >= 1.
[[nodiscard]] std::uint32_t representative_frame(
    std::uint32_t frames, std::optional<std::int64_t> representative_frame_number) noexcept;

}  // namespace noctis
