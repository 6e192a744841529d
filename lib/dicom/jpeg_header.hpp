// The marker segments of a JPEG codestream (ISO/IEC 10918-1 Annex B), as far as they say what a
// decoder will do with it.

#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace noctis {

struct JpegComponent {
  std::uint8_t id = 0;
  std::uint8_t horizontal_sampling = 1;
  std::uint8_t vertical_sampling = 1;
};

struct JpegHeader {
  std::uint8_t start_of_frame = 0xc0;  ///< the marker's second byte: SOF0 to SOF15
  std::uint8_t precision = 8;
  std::uint32_t rows = 0;
  std::uint32_t columns = 0;
  std::uint8_t component_count = 1;  ///< 1..4
  std::array<JpegComponent, 4> components;
  bool jfif = false;                            ///< APP0 "JFIF"
  std::optional<std::uint8_t> adobe_transform;  ///< APP14 "Adobe": 0 none, 1 YCbCr
  Bytes icc_profile;                            ///< APP2 "ICC_PROFILE", whole or empty
  std::uint32_t scan_count = 0;
  /// Scans whose spectral selection and approximation are not what a sequential process has;
  /// decoders warn of each and do what was meant.
  std::uint32_t not_sequential_count = 0;

  [[nodiscard]] bool is_lossless() const noexcept {
    return start_of_frame == 0xc3 || start_of_frame == 0xcb;
  }
  [[nodiscard]] bool is_arithmetic() const noexcept { return start_of_frame >= 0xc9; }
  [[nodiscard]] bool is_subsampled() const noexcept;
};

/// Reads over all segments and scans.  Fails with ErrorKind::malformed, truncated, or unsupported
/// (hierarchical, JPEG-LS, rows given by DNL, more components than four).
[[nodiscard]] Result<JpegHeader> read_jpeg_header(ByteView codestream);

}  // namespace noctis
