#include "display/sample_walk.hpp"

#include <algorithm>

namespace noctis {

std::size_t known_pixels(const Frame& frame) noexcept {
  const std::size_t all = frame.layout.pixel_count();
  return std::min(frame.missing_from.value_or(all), all);
}

}  // namespace noctis
