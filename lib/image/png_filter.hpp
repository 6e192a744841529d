// The row filters of PNG (ISO/IEC 15948, 9.2), and the choice of one for each row.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/bytes.hpp"

namespace noctis {

/// Turns the rows of one picture, from top to bottom, into what the deflate stream holds.
class PngRowFilter {
 public:
  /// `pixel_bytes`: 1, 2, 3 or 6.
  void start(std::size_t row_bytes, std::size_t pixel_bytes);

  /// Where the caller puts the next row, in PNG's byte order: row_bytes bytes.
  [[nodiscard]] std::uint8_t* row() noexcept { return current_.data() + pixel_bytes_; }

  /// The filter's number and the filtered bytes of that row; valid until the next call.  Of the
  /// filters none, sub, up and Paeth, the one with the least sum of absolute differences, ties to
  /// the first.
  [[nodiscard]] ByteView filtered();

 private:
  std::size_t row_bytes_ = 0;
  std::size_t pixel_bytes_ = 1;
  // Both begin with a pixel of zeros: what lies left of the first one.
  Bytes current_;
  Bytes previous_;
  std::array<Bytes, 4> candidates_;
};

}  // namespace noctis
