// The row filters of PNG (ISO/IEC 15948, 9.2), and the choice of one for each row.

#pragma once

#include <cstddef>
#include <cstdint>

#include "base/bytes.hpp"
#include "base/vector_path.hpp"

namespace noctis {

namespace png_filter {
struct Kernel;
}

/// Turns the rows of one picture, from top to bottom, into what the deflate stream holds: the same
/// on every path.
class PngRowFilter {
 public:
  /// Precondition: this processor can take the path.
  explicit PngRowFilter(VectorPath path = fastest_vector_path());

  /// `pixel_bytes`: 1, 2, 3 or 6.
  void start(std::size_t row_bytes, std::size_t pixel_bytes);

  /// Where the caller puts the next row, in PNG's byte order: row_bytes bytes.
  [[nodiscard]] std::uint8_t* row() noexcept { return current_.data() + pixel_bytes_; }

  /// Writes the filter's number and the filtered bytes of that row: 1 + row_bytes.  Of the five
  /// filters the one with the least sum of absolute differences, ties to the first.
  void write_filtered(std::uint8_t* out);

 private:
  const png_filter::Kernel* kernel_;
  std::size_t row_bytes_ = 0;
  std::size_t pixel_bytes_ = 1;
  // Both begin with a pixel of zeros: what lies left of the first one.
  Bytes current_;
  Bytes previous_;
};

}  // namespace noctis
