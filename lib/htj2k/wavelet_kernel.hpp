// The loops of the wavelet: see Kernel.  Only kernel.cpp and the files for one kind of processor
// include this.

#pragma once

#include <cstddef>
#include <cstdint>

#include "htj2k/kernel.hpp"
#include "htj2k/wrapping.hpp"

namespace noctis::htj2k {

namespace {

/// 15444-1 F-5: a low number and the high ones beside it.
inline std::int32_t even(std::int32_t low, std::int32_t before, std::int32_t behind) noexcept {
  return difference(low, sum(sum(before, behind), 2) >> 2);
}
/// F-6: a high number and the even ones beside it.
inline std::int32_t odd(std::int32_t high, std::int32_t before, std::int32_t behind) noexcept {
  return sum(high, sum(before, behind) >> 1);
}

/// A row of `columns` numbers from its halves.  Margins of `high` are written to; `evens` holds as
/// many as `low`, and one more.
void join_row(const std::int32_t* __restrict low, std::int32_t* __restrict high,
              std::size_t columns, std::int32_t* __restrict evens,
              std::int32_t* __restrict out) noexcept {
  const std::size_t lows = (columns + 1) / 2, highs = columns / 2;
  if (highs == 0) {
    out[0] = low[0];
    return;
  }
  high[-1] = high[0];
  high[highs] = high[highs - 1];
  for (std::size_t i = 0; i < lows; ++i)
    evens[i] = even(low[i], high[static_cast<std::ptrdiff_t>(i) - 1], high[i]);
  evens[lows] = evens[lows - 1];
  for (std::size_t i = 0; i < highs; ++i) {
    out[2 * i] = evens[i];
    out[2 * i + 1] = odd(high[i], evens[i], evens[i + 1]);
  }
  if (columns % 2 != 0)
    out[columns - 1] = evens[lows - 1];
}

void join_evens(const std::int32_t* __restrict low, const std::int32_t* before,
                const std::int32_t* behind, std::size_t columns,
                std::int32_t* __restrict out) noexcept {
  for (std::size_t i = 0; i < columns; ++i)
    out[i] = even(low[i], before[i], behind[i]);
}

void join_odds(const std::int32_t* __restrict high, const std::int32_t* before,
               const std::int32_t* behind, std::size_t columns,
               std::int32_t* __restrict out) noexcept {
  for (std::size_t i = 0; i < columns; ++i)
    out[i] = odd(high[i], before[i], behind[i]);
}

/// Rows are joined as they are needed, so that those in use stay in the nearest cache.
void join(const LevelViews& level, const PlaneView& out, JoinRows scratch) noexcept {
  const std::size_t highs = out.rows / 2;
  const auto joined = [&](const PlaneView& lows_of, const PlaneView& highs_of, std::size_t row,
                          std::int32_t* to) {
    join_row(lows_of.first + row * lows_of.stride, highs_of.first + row * highs_of.stride,
             out.columns, scratch.evens, to);
  };
  if (highs == 0) {
    joined(level.ll, level.hl, 0, out.first);
    return;
  }
  const auto row = [&out](std::size_t at) { return out.first + at * out.stride; };
  std::int32_t* high = scratch.high;
  std::int32_t* high_before = scratch.other_high;
  for (std::size_t i = 0; i < out.rows - highs; ++i) {
    joined(level.ll, level.hl, i, scratch.low);
    if (i < highs)
      joined(level.lh, level.hh, i, high);
    const std::int32_t* const behind = i < highs ? high : high_before;
    join_evens(scratch.low, i > 0 ? high_before : behind, behind, out.columns, row(2 * i));
    if (i > 0)
      join_odds(high_before, row(2 * i - 2), row(2 * i), out.columns, row(2 * i - 1));
    std::int32_t* const next = high_before;
    high_before = high;
    high = next;
  }
  if (out.rows % 2 == 0)
    join_odds(high_before, row(out.rows - 2), row(out.rows - 2), out.columns, row(out.rows - 1));
}

}  // namespace

}  // namespace noctis::htj2k
