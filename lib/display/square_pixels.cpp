#include "display/square_pixels.hpp"

#include <cmath>

#include <fmt/core.h>

namespace noctis {

namespace {

// Beyond these a picture is stored as it is.
constexpr double side_limit = 65535;
constexpr auto pixel_limit = static_cast<double>(square_pixel_limit);

}  // namespace

SquareSize square_size(std::uint32_t width, std::uint32_t height, const PixelAspect& aspect) {
  const bool higher = aspect.vertical > aspect.horizontal;
  const double coarser = higher ? aspect.vertical : aspect.horizontal;
  const double finer = higher ? aspect.horizontal : aspect.vertical;
  if (coarser / finer <= 1.01)
    return {width, height};
  // The division comes last: a rounded quotient would miss what is half way between two sizes.
  const double enlarged = std::floor((higher ? height : width) * coarser / finer + 0.5);
  const double other = higher ? width : height;
  // Not the other way round: the quotient may be infinite, or NaN.
  if (!(enlarged <= side_limit && enlarged * other <= pixel_limit))
    return {width, height,
            Remark{"R17", fmt::format("pixels of {} x {} ({}) are not made square: too large",
                                      aspect.vertical, aspect.horizontal, aspect.source)}};
  const auto side = static_cast<std::uint32_t>(enlarged);
  SquareSize size{higher ? width : side, higher ? side : height, std::nullopt};
  size.remark = Remark{"R17", fmt::format("{} x {} enlarged to {} x {} by {}", width, height,
                                          size.width, size.height, aspect.source)};
  return size;
}

}  // namespace noctis
