#include "display/grey_transform.hpp"

#include <cmath>

namespace noctis {

std::uint8_t GreyTransform::operator()(double stored) const noexcept {
  if (std::isnan(stored) || is_padding(stored))
    return 0;
  return unpadded(stored);
}

}  // namespace noctis
