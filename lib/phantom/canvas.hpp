// Drawing in integers: soft-edged ellipses on a grid of numbers, the same on every machine.

#pragma once

#include <cstdint>
#include <initializer_list>
#include <utility>
#include <vector>

namespace noctis::phantom {

/// In hundredths of a millimetre from the middle of the canvas, x to the right, y downwards.
struct Ellipse {
  std::int64_t x = 0, y = 0;
  std::int64_t rx = 1, ry = 1;  ///< half axes, >= 1
  std::int64_t degrees = 0;     ///< clockwise as seen
};

class Canvas {
 public:
  /// `pitch`: hundredths of a millimetre a pixel, >= 1.
  Canvas(std::uint32_t rows, std::uint32_t columns, std::int64_t pitch, std::int32_t background);

  /// What is inside becomes `value`; the edge is one pixel soft.
  void paint(const Ellipse& ellipse, std::int32_t value);
  /// As paint, but `value` at the middle and `rim` at the edge.
  void shade(const Ellipse& ellipse, std::int32_t value, std::int32_t rim);
  /// Adds what an ellipsoid adds to a projection: `peak` in the middle, less where it is thinner.
  void add_ellipsoid(const Ellipse& ellipse, std::int32_t peak);
  /// Adds `peak` along the ellipse's line, in a band of `half_width` to both sides.
  void add_ring(const Ellipse& ellipse, std::int64_t half_width, std::int32_t peak);
  /// Adds normal noise of the given standard deviation.
  void add_noise(std::uint64_t stream, std::int32_t deviation);
  /// Adds clouds of about `grain` in size, from -`peak` to `peak`.
  void add_texture(std::uint64_t stream, std::int64_t grain, std::int32_t peak);

  [[nodiscard]] std::uint32_t rows() const noexcept { return rows_; }
  [[nodiscard]] std::uint32_t columns() const noexcept { return columns_; }
  [[nodiscard]] std::int64_t pitch() const noexcept { return pitch_; }
  /// Row major.
  [[nodiscard]] const std::vector<std::int32_t>& values() const noexcept { return values_; }
  [[nodiscard]] std::vector<std::int32_t>& values() noexcept { return values_; }
  /// Of the centre of a pixel.
  [[nodiscard]] std::int64_t x_of(std::int64_t column) const noexcept;
  [[nodiscard]] std::int64_t y_of(std::int64_t row) const noexcept;

 private:
  template <class Draw>
  void visit(const Ellipse& ellipse, std::int64_t margin, const Draw& draw);

  std::uint32_t rows_, columns_;
  std::int64_t pitch_;
  std::vector<std::int32_t> values_;
};

/// 16384 times the sine (to 0.2 %, by Bhaskara's rational formula: no library's sine takes part).
[[nodiscard]] std::int64_t sine(std::int64_t degrees) noexcept;
[[nodiscard]] inline std::int64_t cosine(std::int64_t degrees) noexcept {
  return sine(degrees + 90);
}

/// The greatest integer whose square is not above `square`, 0 to 2^52.  IEEE 754 rounds the root
/// correctly, so this is as portable as integers are.
[[nodiscard]] std::int64_t root(std::int64_t square) noexcept;

/// Clouds: from -peak to peak at a place, where `grain` is about their size.
[[nodiscard]] std::int32_t cloud(std::uint64_t stream, std::int64_t grain, std::int64_t x,
                                 std::int64_t y, std::int32_t peak) noexcept;

/// A broken line through (place, height), places ascending; level beyond its ends.
[[nodiscard]] std::int64_t profile(
    std::int64_t place,
    std::initializer_list<std::pair<std::int64_t, std::int64_t>> points) noexcept;

}  // namespace noctis::phantom
