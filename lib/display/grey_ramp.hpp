// The greys of a table by arithmetic: a window is black, a straight line and white, and many steps
// of that line at once take less time than as many look-ups.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/vector_path.hpp"
#include "display/grey_table.hpp"
#include "display/grey_transform.hpp"
#include "frame/frame.hpp"

namespace noctis {

/// In whole numbers, and never but the table's greys: that of each pattern is compared before one
/// is handed out.
class GreyRamp {
 public:
  /// `table`: make_grey_table(layout, transform).  Nothing where the transform is no line, where no
  /// line of whole numbers is rounded as it is, and where the path has no vectors for it: below
  /// AVX2.
  [[nodiscard]] static std::optional<GreyRamp> equal_to(const GreyTable<std::uint8_t>& table,
                                                        const PixelLayout& layout,
                                                        const GreyTransform& transform,
                                                        VectorPath path = fastest_vector_path());

  /// The greys of `count` samples, whose bits above Bits Stored do not count.
  void write_greys(const std::uint16_t* samples, std::size_t count,
                   std::uint8_t* greys) const noexcept;

 private:
  /// Of bit patterns in the order of the values they stand for: `begin` is the last that is as all
  /// before it, `length` behind it stands the first that is as all after it.  A grey is
  /// (steps * slope + offset) / 2^shift, rounded down, and held to 0..255.
  struct Line {
    std::uint16_t mask = 0, sign = 0, begin = 0, length = 0;
    std::int32_t slope = 0, offset = 0;
    int shift = 0;
  };

  explicit GreyRamp(const Line& line) noexcept : line_(line) {}

  [[nodiscard]] bool gives(const std::vector<std::uint8_t>& table) const noexcept;
  [[nodiscard]] std::uint8_t grey(std::uint16_t sample) const noexcept;

  Line line_;
};

}  // namespace noctis
