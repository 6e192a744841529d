// One frame of stored values, as every decoder hands it out and every display stage takes it.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "frame/remark.hpp"

namespace noctis {

/// What the samples of a *decoded* frame mean.  Subsampled chrominance has been upsampled, and what
/// a codec turned into RGB (RCT, ICT, XYB) is rgb.  PS3.3 C.7.6.3.1.2.
enum class Photometric : std::uint8_t {
  monochrome1,
  monochrome2,
  palette_color,
  rgb,
  ybr_full,
  ybr_partial,  ///< luminance 16..235, chrominance 16..240
};

enum class SampleKind : std::uint8_t { integer, float32, float64 };

/// The shape of one frame.
struct PixelLayout {
  std::uint32_t rows = 0;               ///< 1..65535
  std::uint32_t columns = 0;            ///< 1..65535
  std::uint16_t samples_per_pixel = 1;  ///< 1 or 3, interleaved by pixel
  std::uint16_t bits_stored = 16;       ///< 1..32 of an integer; 32 or 64 of a float
  bool is_signed = false;               ///< two's complement in bits_stored bits
  SampleKind sample_kind = SampleKind::integer;
  Photometric photometric = Photometric::monochrome2;

  bool operator==(const PixelLayout&) const = default;

  [[nodiscard]] std::size_t pixel_count() const noexcept { return std::size_t{rows} * columns; }
  [[nodiscard]] std::size_t sample_count() const noexcept {
    return pixel_count() * samples_per_pixel;
  }
  [[nodiscard]] bool is_color() const noexcept { return samples_per_pixel == 3; }
};

/// Integers are bit patterns in the low bits_stored bits of the smallest word that holds them; the
/// bits above are zero (High Bit is shifted down, overlay planes are cut off).
using Samples = std::variant<std::vector<std::uint8_t>,   // bits_stored 1..8
                             std::vector<std::uint16_t>,  // 9..16
                             std::vector<std::uint32_t>,  // 17..32
                             std::vector<float>, std::vector<double>>;

/// Row major, layout.sample_count() samples.
struct Frame {
  PixelLayout layout;
  Samples samples;
  /// The first pixel that the file no longer holds: it and those after it are zero and are shown as
  /// background, outside every statistic.
  std::optional<std::size_t> missing_from = std::nullopt;
  std::vector<Remark> remarks = {};            ///< where codestream and attributes disagree (R32)
  std::vector<std::uint8_t> icc_profile = {};  ///< the codestream's own, of a colour image
};

/// The number that an integer bit pattern stands for.  PS3.5 8.1.1.
[[nodiscard]] constexpr std::int64_t stored_value(const PixelLayout& layout,
                                                  std::uint32_t pattern) noexcept {
  const std::uint64_t mask = (std::uint64_t{1} << layout.bits_stored) - 1;
  const std::uint64_t bits = pattern & mask;
  const std::uint64_t sign = std::uint64_t{1} << (layout.bits_stored - 1);
  if (layout.is_signed && (bits & sign) != 0)
    return static_cast<std::int64_t>(bits) - static_cast<std::int64_t>(mask) - 1;
  return static_cast<std::int64_t>(bits);
}

/// An empty vector of the kind that `layout` asks for.
[[nodiscard]] inline Samples samples_for(const PixelLayout& layout) {
  if (layout.sample_kind == SampleKind::float32)
    return std::vector<float>();
  if (layout.sample_kind == SampleKind::float64)
    return std::vector<double>();
  if (layout.bits_stored <= 8)
    return std::vector<std::uint8_t>();
  if (layout.bits_stored <= 16)
    return std::vector<std::uint16_t>();
  return std::vector<std::uint32_t>();
}

}  // namespace noctis
