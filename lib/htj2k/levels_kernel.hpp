// The last loops over a component: see Kernel.  Only kernel.cpp and the files for one kind of
// processor include this.

#pragma once

#include <cstddef>
#include <cstdint>

#include "htj2k/plane.hpp"
#include "htj2k/wrapping.hpp"

namespace noctis::htj2k {

namespace {

void undo_color_transform(const PlaneView& first, const PlaneView& second,
                          const PlaneView& third) noexcept {
  for (std::size_t row = 0; row < first.rows; ++row) {
    std::int32_t* __restrict const luma = first.first + row * first.stride;
    std::int32_t* __restrict const blue = second.first + row * second.stride;
    std::int32_t* __restrict const red = third.first + row * third.stride;
    for (std::size_t i = 0; i < first.columns; ++i) {
      const std::int32_t u = blue[i], v = red[i];
      const std::int32_t green = difference(luma[i], sum(u, v) >> 2);
      luma[i] = sum(v, green);
      blue[i] = green;
      red[i] = sum(u, green);
    }
  }
}

void shift_levels(const PlaneView& component, std::int32_t least, std::int32_t greatest,
                  std::int32_t shift) noexcept {
  for (std::size_t row = 0; row < component.rows; ++row) {
    std::int32_t* const numbers = component.first + row * component.stride;
    for (std::size_t i = 0; i < component.columns; ++i) {
      const std::int32_t raised = numbers[i] < least ? least : numbers[i];
      numbers[i] = (raised > greatest ? greatest : raised) + shift;
    }
  }
}

}  // namespace

}  // namespace noctis::htj2k
