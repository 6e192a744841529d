#include "display/overlay.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>

#include <fmt/core.h>

namespace noctis {

namespace {

// The overlay's rows, or columns, that lie on the image: first <= i < last, and the image's row of
// overlay row i is i + shift.
struct Section {
  std::int64_t first, last, shift;
};

Section section(std::int32_t origin, std::uint32_t overlay_size,
                std::uint32_t image_size) noexcept {
  const std::int64_t shift = std::int64_t{origin} - 1;
  return {std::max<std::int64_t>(0, -shift),
          std::min<std::int64_t>(overlay_size, std::int64_t{image_size} - shift), shift};
}

template <class Sample>
void draw(const Overlay& overlay, BasicImage<Sample>& image) {
  const Section rows = section(overlay.origin_row, overlay.rows, image.height);
  const Section columns = section(overlay.origin_column, overlay.columns, image.width);
  for (std::int64_t row = rows.first; row < rows.last; ++row) {
    for (std::int64_t column = columns.first; column < columns.last; ++column) {
      const auto bit = static_cast<std::size_t>(row * overlay.columns + column);
      if ((overlay.bits[bit / 8] >> (bit % 8) & 1) == 0)
        continue;
      const auto pixel =
          static_cast<std::size_t>((row + rows.shift) * image.width + column + columns.shift);
      std::fill_n(image.samples.begin() + static_cast<std::ptrdiff_t>(pixel * image.channels),
                  image.channels, std::numeric_limits<Sample>::max());
    }
  }
}

}  // namespace

template <class Sample>
std::vector<Remark> draw_overlays(const std::vector<Overlay>& overlays, BasicImage<Sample>& image) {
  std::vector<Remark> remarks;
  for (const Overlay& overlay : overlays) {
    const std::uint64_t needed = std::uint64_t{overlay.rows} * overlay.columns;
    const bool whole = needed > 0 && overlay.columns <= 65535 && overlay.rows <= 65535 &&
                       needed <= std::uint64_t{overlay.bits.size()} * 8;
    if (whole)
      draw(overlay, image);
    else
      remarks.push_back({"R18", fmt::format("overlay {:04X} of {} x {} has {} bits: left out",
                                            overlay.group, overlay.columns, overlay.rows,
                                            std::uint64_t{overlay.bits.size()} * 8)});
  }
  return remarks;
}

template std::vector<Remark> draw_overlays(const std::vector<Overlay>&, Image8&);
template std::vector<Remark> draw_overlays(const std::vector<Overlay>&, Image16&);

}  // namespace noctis
